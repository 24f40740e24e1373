import { decodeFirst } from 'cborg';

export type ParsedAuthenticatorData = {
  readonly rpIdHash: string;
  readonly flags: number;
  readonly signCount: number;
  readonly aaguid: string | null;
  readonly credentialId: string | null;
  readonly publicKey: ReadonlyMap<number, unknown> | null;
  readonly extensions: ReadonlyMap<string, unknown>;
};

/** Reads authenticator data by another CBOR library than ours; byte strings in hexadecimal. */
export function parseAuthenticatorData(bytes: Uint8Array): ParsedAuthenticatorData {
  const buffer = Buffer.from(bytes);
  const flags = buffer.readUInt8(32);
  const attested = (flags & 0x40) !== 0;
  const idLength = attested ? buffer.readUInt16BE(53) : 0;
  let rest: Uint8Array = buffer.subarray(attested ? 55 + idLength : 37);
  let publicKey = null;
  if (attested) [publicKey, rest] = decodeFirst(rest, { useMaps: true, strict: true });
  let extensions = new Map<string, unknown>();
  if ((flags & 0x80) !== 0) [extensions, rest] = decodeFirst(rest, { useMaps: true, strict: true });
  if (rest.length > 0) throw new Error('bytes after authenticator data');
  return {
    rpIdHash: buffer.toString('hex', 0, 32),
    flags,
    signCount: buffer.readUInt32BE(33),
    aaguid: attested ? buffer.toString('hex', 37, 53) : null,
    credentialId: attested ? buffer.toString('hex', 55, 55 + idLength) : null,
    publicKey,
    extensions,
  };
}
