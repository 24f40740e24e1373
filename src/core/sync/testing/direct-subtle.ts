import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { type Bytes, concat, own } from '../../bytes';
import type { Platform } from '../../platform';

/**
 * The part of WebCrypto that sync uses (HKDF, AES-256-GCM, SHA-256), byte for byte the same, but done at once:
 * WebCrypto takes each call to another thread, which costs the simulations more than all that they compute.
 */
export function directSubtle(): Platform['subtle'] {
  const secrets = new WeakMap<CryptoKey, KeyObject>();

  function keyOf(secret: Bytes, usages: KeyUsage[]): CryptoKey {
    const key: CryptoKey = { type: 'secret', extractable: false, usages, algorithm: { name: '' } };
    secrets.set(key, createSecretKey(secret));
    return key;
  }

  function secretOf(key: CryptoKey): KeyObject {
    const secret = secrets.get(key);
    if (!secret) throw new Error('a key from elsewhere');
    return secret;
  }

  const derived = (given: unknown, key: CryptoKey, length: number): Bytes => {
    const { salt, info } = given as { salt: Bytes; info: Bytes };
    return new Uint8Array(hkdfSync('sha256', secretOf(key), salt, info, length));
  };
  const parameters = (given: unknown) => given as { iv: Bytes; additionalData: Bytes };

  const known = {
    importKey: async (
      _format: string,
      bytes: Bytes,
      _algorithm: unknown,
      _extractable: boolean,
      usages: KeyUsage[],
    ) => keyOf(bytes, usages),
    deriveBits: async (algorithm: unknown, key: CryptoKey, bits: number) =>
      derived(algorithm, key, bits / 8).buffer,
    deriveKey: async (...[algorithm, key, , , usages]: [unknown, CryptoKey, unknown, boolean, KeyUsage[]]) =>
      keyOf(derived(algorithm, key, 32), usages),
    digest: async (_algorithm: string, bytes: Bytes) =>
      own(createHash('sha256').update(bytes).digest()).buffer,
    async encrypt(algorithm: unknown, key: CryptoKey, plaintext: Bytes) {
      const { iv, additionalData } = parameters(algorithm);
      const cipher = createCipheriv('aes-256-gcm', secretOf(key), iv).setAAD(additionalData);
      return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag()).buffer;
    },
    async decrypt(algorithm: unknown, key: CryptoKey, sealed: Bytes) {
      const { iv, additionalData } = parameters(algorithm);
      const decipher = createDecipheriv('aes-256-gcm', secretOf(key), iv, { authTagLength: 16 });
      decipher.setAAD(additionalData).setAuthTag(sealed.subarray(-16));
      return concat(decipher.update(sealed.subarray(0, -16)), decipher.final()).buffer;
    },
  };
  return known as unknown as Platform['subtle'];
}
