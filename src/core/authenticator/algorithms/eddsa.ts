import type { EdDSA } from '@noble/curves/abstract/edwards.js';
import { type Bytes, own } from '../../bytes';
import type { CoseAlgorithm } from '../../webauthn/credential-source';
import { type OkpCurve, okpCurves } from '../../webauthn/key';
import { decodePkcs8, encodePkcs8 } from '../../webauthn/pkcs8';
import { type Algorithm, encodePublicKey, KeyMismatchError } from './algorithm';

/** EdDSA (RFC 8032) without prehash or context; raw signatures. */
export function eddsa(alg: CoseAlgorithm, curve: OkpCurve, { getPublicKey, sign }: EdDSA): Algorithm {
  function seed(privateKey: Bytes): Bytes {
    const key = decodePkcs8(privateKey);
    if (key.type !== 'okp' || key.curve !== curve) throw new KeyMismatchError('not a key for this curve');
    return key.seed;
  }

  return {
    async generate(platform) {
      return encodePkcs8({ type: 'okp', curve, seed: platform.random(okpCurves[curve].length) });
    },

    async publicKey(privateKey) {
      return encodePublicKey(alg, { type: 'okp', curve, x: own(getPublicKey(seed(privateKey))) });
    },

    async sign(privateKey, message) {
      return own(sign(message, seed(privateKey)));
    },
  };
}
