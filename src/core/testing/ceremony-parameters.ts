import { createHash } from 'node:crypto';
import type { GetAssertionParameters, MakeCredentialParameters } from '../authenticator/authenticator';
import { as, type Bytes, type CredentialId, own, type UserHandle, utf8 } from '../bytes';

export const RP_ID = 'example.org';

export function digest(bytes: Uint8Array): Bytes {
  return own(createHash('sha256').update(bytes).digest());
}

/** A 32-byte credential id, told apart by its name. */
export function credentialId(name: string): CredentialId {
  return as(digest(utf8(`id of ${name}`)));
}

export function userHandle(name: string): UserHandle {
  return as(utf8(name));
}

/** Parameters of an everyday registration, but for what is given. */
export function makeParameters(given: Partial<MakeCredentialParameters> = {}): MakeCredentialParameters {
  return {
    hash: digest(utf8('client data')),
    rp: { id: RP_ID, name: 'Example' },
    user: { id: userHandle('ada'), name: 'ada@example.org', displayName: 'Ada' },
    algorithms: [-7],
    excludeList: [],
    discoverable: true,
    userVerification: 'preferred',
    userPresence: true,
    attestation: 'none',
    extensions: {},
    newId: credentialId('new'),
    ...given,
  };
}

/** Parameters of an everyday sign-in without a user name, but for what is given. */
export function getParameters(given: Partial<GetAssertionParameters> = {}): GetAssertionParameters {
  return {
    hash: digest(utf8('client data')),
    rpId: RP_ID,
    origin: `https://${RP_ID}`,
    allowList: null,
    userVerification: 'preferred',
    extensions: {},
    ...given,
  };
}
