import type { Bytes } from '../bytes';
import { type CborValue, encodeCbor } from './cbor';
import type { CoseAlgorithm } from './credential-source';
import { ecCurves, okpCurves, type PublicKey } from './key';

/** Labels common to all COSE keys (RFC 9052 §7.1), and their key types (RFC 9053 §7, RFC 8230, RFC 9964). */
const KTY = 1;
const ALG = 3;
const OKP = 1;
const EC2 = 2;
const RSA = 3;
const AKP = 7;

/** COSE_Key as §sctn-encoded-credPubKey-examples wants it: kty, alg and what the type needs, nothing more. */
export function encodeCoseKey(alg: CoseAlgorithm, key: PublicKey): Bytes {
  const { kty, parameters } = parametersOf(key);
  return encodeCbor(new Map<number, CborValue>([[KTY, kty], [ALG, alg], ...parameters]));
}

function parametersOf(key: PublicKey): { kty: number; parameters: readonly [number, CborValue][] } {
  switch (key.type) {
    case 'ec':
      return {
        kty: EC2,
        parameters: [
          [-1, ecCurves[key.curve].crv],
          [-2, key.x],
          [-3, key.y],
        ],
      };
    case 'okp':
      return {
        kty: OKP,
        parameters: [
          [-1, okpCurves[key.curve].crv],
          [-2, key.x],
        ],
      };
    case 'rsa':
      return {
        kty: RSA,
        parameters: [
          [-1, key.n],
          [-2, key.e],
        ],
      };
    case 'ml-dsa':
      return { kty: AKP, parameters: [[-1, key.key]] };
  }
}
