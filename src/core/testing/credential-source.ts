import { generateKeyPairSync } from 'node:crypto';
import { own } from '../bytes';
import type { CredentialSource } from '../webauthn/credential-source';
import { credentialId, RP_ID, userHandle } from './ceremony-parameters';
import { hex, START } from './test-platform';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** SubjectPublicKeyInfo in DER of every source made here. */
export const sourceSpki = own(publicKey.export({ type: 'spki', format: 'der' }));

/** A source as Latchkey makes them, with a key made by Node, but for what is given. */
export function credentialSource(name: string, given: Partial<CredentialSource> = {}): CredentialSource {
  return {
    id: credentialId(name),
    rpId: RP_ID,
    userHandle: userHandle(name),
    alg: -7,
    privateKey: own(privateKey.export({ type: 'pkcs8', format: 'der' })),
    discoverable: true,
    backupEligible: true,
    signCount: 0,
    rpName: 'Example',
    userName: `${name}@example.org`,
    userDisplayName: name,
    credProtect: 1,
    prf: { withUv: hex('aa'.repeat(32)), withoutUv: hex('bb'.repeat(32)) },
    credBlob: null,
    largeBlob: null,
    createdAt: START,
    ...given,
  };
}
