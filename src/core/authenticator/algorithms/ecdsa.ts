import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { type Bytes, own } from '../../bytes';
import type { CoseAlgorithm } from '../../webauthn/credential-source';
import { ecdsaSignatureToDer } from '../../webauthn/ecdsa-signature';
import { type EcCurve, ecCurves } from '../../webauthn/key';
import { decodePkcs8, encodePkcs8 } from '../../webauthn/pkcs8';
import { type Algorithm, encodePublicKey, KeyMismatchError } from './algorithm';

/**
 * ECDSA over the curve and hash that §sctn-alg-identifier pins to the identifier. Nonces are those of RFC 6979,
 * so a weak source of randomness cannot give the key away, and the standard's vectors compare byte for byte.
 */
export function ecdsa(
  alg: CoseAlgorithm,
  curve: EcCurve,
  { getPublicKey, sign, utils, lengths }: ECDSA,
): Algorithm {
  function scalar(privateKey: Bytes): Bytes {
    const key = decodePkcs8(privateKey);
    if (key.type !== 'ec' || key.curve !== curve) throw new KeyMismatchError('not a key for this curve');
    return key.d;
  }

  return {
    async generate(platform) {
      const d = own(utils.randomSecretKey(platform.random(lengths.seed ?? 2 * ecCurves[curve].length)));
      return encodePkcs8({ type: 'ec', curve, d, point: own(getPublicKey(d, false)) });
    },

    async publicKey(privateKey) {
      const point = getPublicKey(scalar(privateKey), false);
      const { length } = ecCurves[curve];
      const x = own(point.subarray(1, 1 + length));
      return encodePublicKey(alg, { type: 'ec', curve, x, y: own(point.subarray(1 + length)) });
    },

    async sign(privateKey, message) {
      // lowS is Bitcoin's rule; WebAuthn has none.
      return ecdsaSignatureToDer(sign(message, scalar(privateKey), { lowS: false, prehash: true }));
    },
  };
}
