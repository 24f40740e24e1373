import { type Bytes, concat } from '../bytes';
import { derBitString, derNull, derOid, derSequence, derUnsigned } from './der';
import { EC_PUBLIC_KEY, ecCurves, mlDsaSets, okpCurves, type PublicKey, RSA_ENCRYPTION } from './key';

/** SubjectPublicKeyInfo in DER (RFC 5280), for §sctn-public-key-easy. */
export function encodeSpki(key: PublicKey): Bytes {
  switch (key.type) {
    case 'ec': {
      const algorithm = derSequence(derOid(EC_PUBLIC_KEY), derOid(ecCurves[key.curve].oid));
      return derSequence(algorithm, derBitString(uncompressedPoint(key.x, key.y)));
    }
    case 'okp':
      return derSequence(derSequence(derOid(okpCurves[key.curve].oid)), derBitString(key.x));
    case 'rsa': {
      const algorithm = derSequence(derOid(RSA_ENCRYPTION), derNull());
      return derSequence(algorithm, derBitString(derSequence(derUnsigned(key.n), derUnsigned(key.e))));
    }
    case 'ml-dsa':
      return derSequence(derSequence(derOid(mlDsaSets[key.set].oid)), derBitString(key.key));
  }
}

/** SEC 1 form: 04 ‖ x ‖ y. */
export function uncompressedPoint(x: Uint8Array, y: Uint8Array): Bytes {
  return concat(Uint8Array.of(4), x, y);
}
