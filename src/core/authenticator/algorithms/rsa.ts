import { type Bytes, own } from '../../bytes';
import type { CoseAlgorithm } from '../../webauthn/credential-source';
import { decodePkcs8 } from '../../webauthn/pkcs8';
import { type Algorithm, encodePublicKey, KeyMismatchError } from './algorithm';

const MODULUS_BITS = 2048;
const PUBLIC_EXPONENT = Uint8Array.of(1, 0, 1);
const SHA_256_LENGTH = 32;

/** RSA with SHA-256 by WebCrypto: PKCS#1 v1.5 (RFC 8812) or PSS with a salt as long as the hash (RFC 8230). */
export function rsa(alg: CoseAlgorithm, name: 'RSASSA-PKCS1-v1_5' | 'RSA-PSS'): Algorithm {
  const keyAlgorithm = { name, hash: 'SHA-256' };
  return {
    async generate({ subtle }) {
      const parameters = { ...keyAlgorithm, modulusLength: MODULUS_BITS, publicExponent: PUBLIC_EXPONENT };
      const pair = await subtle.generateKey(parameters, true, ['sign', 'verify']);
      if (!('privateKey' in pair)) throw new TypeError('WebCrypto gave no key pair');
      return own(new Uint8Array(await subtle.exportKey('pkcs8', pair.privateKey)));
    },

    async publicKey(privateKey) {
      const { n, e } = rsaKey(privateKey);
      return encodePublicKey(alg, { type: 'rsa', n, e });
    },

    async sign(privateKey, message, { subtle }) {
      rsaKey(privateKey);
      const key = await subtle.importKey('pkcs8', privateKey, keyAlgorithm, false, ['sign']);
      return own(new Uint8Array(await subtle.sign({ name, saltLength: SHA_256_LENGTH }, key, message)));
    },
  };
}

function rsaKey(privateKey: Bytes): { n: Bytes; e: Bytes } {
  const key = decodePkcs8(privateKey);
  if (key.type !== 'rsa') throw new KeyMismatchError('not an RSA key');
  return key;
}
