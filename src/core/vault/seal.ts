import { type Bytes, concat, own } from '../bytes';
import type { Platform } from '../platform';
import { VaultError } from './error';

const NONCE_LENGTH = 12;

/** AES-256-GCM: fresh 96-bit nonce, then ciphertext, then 128-bit tag. */
export async function seal(
  { subtle, random }: Platform,
  key: CryptoKey,
  plaintext: Bytes,
  additionalData: Bytes,
): Promise<Bytes> {
  const iv = random(NONCE_LENGTH);
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plaintext);
  return concat(iv, new Uint8Array(sealed));
}

/** Opens what `seal` made. Throws damaged where key, bytes or additional data are not the same. */
export async function open(
  { subtle }: Platform,
  key: CryptoKey,
  sealed: Uint8Array,
  additionalData: Bytes,
): Promise<Bytes> {
  const bytes = own(sealed);
  const iv = bytes.subarray(0, NONCE_LENGTH);
  try {
    const opened = await subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData },
      key,
      bytes.subarray(NONCE_LENGTH),
    );
    return new Uint8Array(opened);
  } catch (cause) {
    throw new VaultError('damaged', { cause });
  }
}
