import { type Bytes, type CredentialId, concat, type RpIdHash } from '../bytes';
import { type CborMap, encodeCbor } from './cbor';

/** §authdata-flags that the ceremony decides; AT and ED follow from what is there. */
export type AuthenticatorFlags = {
  readonly up: boolean;
  readonly uv: boolean;
  readonly be: boolean;
  readonly bs: boolean;
};

/** §sctn-attested-credential-data: 16 bytes AAGUID, id of at most 1023 bytes, COSE_Key. */
export type AttestedCredentialData = {
  readonly aaguid: Bytes;
  readonly id: CredentialId;
  readonly publicKey: Bytes;
};

export type AuthenticatorData = {
  readonly rpIdHash: RpIdHash;
  readonly flags: AuthenticatorFlags;
  readonly signCount: number;
  /** Null in an assertion. */
  readonly attested: AttestedCredentialData | null;
  /** Authenticator extension outputs; left out when empty. */
  readonly extensions: CborMap;
};

/** §sctn-authenticator-data */
export function encodeAuthenticatorData(data: AuthenticatorData): Bytes {
  return concat(
    data.rpIdHash,
    Uint8Array.of(flagsByte(data)),
    uint32(data.signCount),
    data.attested === null ? new Uint8Array() : encodeAttested(data.attested),
    data.extensions.size === 0 ? new Uint8Array() : encodeCbor(data.extensions),
  );
}

function flagsByte({ flags, attested, extensions }: AuthenticatorData): number {
  // §sctn-credential-backup: what may not be backed up is not backed up.
  if (flags.bs && !flags.be) throw new TypeError('authenticator data: BS without BE');
  return (
    (flags.up ? 0x01 : 0) |
    (flags.uv ? 0x04 : 0) |
    (flags.be ? 0x08 : 0) |
    (flags.bs ? 0x10 : 0) |
    (attested === null ? 0 : 0x40) |
    (extensions.size === 0 ? 0 : 0x80)
  );
}

function encodeAttested({ aaguid, id, publicKey }: AttestedCredentialData): Bytes {
  if (id.length > 1023) throw new TypeError('authenticator data: credential id is too long');
  return concat(aaguid, Uint8Array.of(id.length >> 8, id.length & 0xff), id, publicKey);
}

function uint32(number: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}
