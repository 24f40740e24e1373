import type { Bytes } from '../bytes';

export type EcCurve = 'P-256' | 'P-384' | 'P-521' | 'secp256k1';
export type OkpCurve = 'Ed25519' | 'Ed448';
export type MlDsaSet = 'ML-DSA-44' | 'ML-DSA-65' | 'ML-DSA-87';

/** A public key of any kind that Latchkey signs with; integers big-endian. */
export type PublicKey =
  /** Coordinates have the curve's full length. */
  | { readonly type: 'ec'; readonly curve: EcCurve; readonly x: Bytes; readonly y: Bytes }
  | { readonly type: 'okp'; readonly curve: OkpCurve; readonly x: Bytes }
  /** Without leading zeros. */
  | { readonly type: 'rsa'; readonly n: Bytes; readonly e: Bytes }
  | { readonly type: 'ml-dsa'; readonly set: MlDsaSet; readonly key: Bytes };

/** The private key to it, as PKCS#8 holds it. Secret. */
export type PrivateKey =
  | {
      readonly type: 'ec';
      readonly curve: EcCurve;
      /** The scalar, in the curve's full length. */
      readonly d: Bytes;
      /** The uncompressed point that came along; a claim until it is computed from `d`. */
      readonly point: Bytes | null;
    }
  | { readonly type: 'okp'; readonly curve: OkpCurve; readonly seed: Bytes }
  /** RSAPrivateKey of RFC 8017 in DER, with the public part read out of it. */
  | { readonly type: 'rsa'; readonly pkcs1: Bytes; readonly n: Bytes; readonly e: Bytes }
  /** RFC 9881: the 32-byte seed; where only the expanded key is known, that. */
  | { readonly type: 'ml-dsa'; readonly set: MlDsaSet; readonly seed: Bytes }
  | { readonly type: 'ml-dsa'; readonly set: MlDsaSet; readonly expanded: Bytes };

/** COSE curve identifier (RFC 9053 §7.1), object identifier, and length of a coordinate in bytes. */
export const ecCurves = {
  'P-256': { crv: 1, oid: '1.2.840.10045.3.1.7', length: 32 },
  'P-384': { crv: 2, oid: '1.3.132.0.34', length: 48 },
  'P-521': { crv: 3, oid: '1.3.132.0.35', length: 66 },
  secp256k1: { crv: 8, oid: '1.3.132.0.10', length: 32 },
} as const satisfies Record<EcCurve, { crv: number; oid: string; length: number }>;

/** As above (RFC 8410); the length is that of seed and public key alike. */
export const okpCurves = {
  Ed25519: { crv: 6, oid: '1.3.101.112', length: 32 },
  Ed448: { crv: 7, oid: '1.3.101.113', length: 57 },
} as const satisfies Record<OkpCurve, { crv: number; oid: string; length: number }>;

/** Object identifier (RFC 9881) and length of the expanded private key in bytes. */
export const mlDsaSets = {
  'ML-DSA-44': { oid: '2.16.840.1.101.3.4.3.17', expandedLength: 2560 },
  'ML-DSA-65': { oid: '2.16.840.1.101.3.4.3.18', expandedLength: 4032 },
  'ML-DSA-87': { oid: '2.16.840.1.101.3.4.3.19', expandedLength: 4896 },
} as const satisfies Record<MlDsaSet, { oid: string; expandedLength: number }>;

export const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

/** The entry of a table above whose object identifier this is. */
export function byOid<Name extends string>(
  table: Readonly<Record<Name, { readonly oid: string }>>,
  oid: string,
): Name | null {
  for (const name in table) {
    if (table[name].oid === oid) return name;
  }
  return null;
}
