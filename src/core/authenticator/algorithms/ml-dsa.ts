import { type DSA, ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
import { type Bytes, own } from '../../bytes';
import type { CoseAlgorithm } from '../../webauthn/credential-source';
import type { MlDsaSet } from '../../webauthn/key';
import { decodePkcs8, encodePkcs8 } from '../../webauthn/pkcs8';
import { type Algorithm, encodePublicKey, KeyMismatchError } from './algorithm';

const SEED_LENGTH = 32;
const RANDOM_LENGTH = 32;

const schemes: Readonly<Record<MlDsaSet, DSA>> = {
  'ML-DSA-44': ml_dsa44,
  'ML-DSA-65': ml_dsa65,
  'ML-DSA-87': ml_dsa87,
};

/** ML-DSA (FIPS 204) as RFC 9964 registers it: pure, empty context, hedged by fresh randomness. */
export function mlDsa(alg: CoseAlgorithm, set: MlDsaSet): Algorithm {
  const scheme = schemes[set];

  function keyPair(privateKey: Bytes): { secretKey: Bytes; publicKey: Bytes } {
    const key = decodePkcs8(privateKey);
    if (key.type !== 'ml-dsa' || key.set !== set)
      throw new KeyMismatchError('not a key for this parameter set');
    if ('expanded' in key) {
      return { secretKey: key.expanded, publicKey: own(scheme.getPublicKey(key.expanded)) };
    }
    const { secretKey, publicKey } = scheme.keygen(key.seed);
    return { secretKey: own(secretKey), publicKey: own(publicKey) };
  }

  return {
    async generate(platform) {
      return encodePkcs8({ type: 'ml-dsa', set, seed: platform.random(SEED_LENGTH) });
    },

    async publicKey(privateKey) {
      return encodePublicKey(alg, { type: 'ml-dsa', set, key: keyPair(privateKey).publicKey });
    },

    async sign(privateKey, message, platform) {
      const { secretKey } = keyPair(privateKey);
      return own(scheme.sign(message, secretKey, { extraEntropy: platform.random(RANDOM_LENGTH) }));
    },
  };
}
