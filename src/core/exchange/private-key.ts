import type { Bytes } from '../bytes';
import { decodeBase64 } from './base64';
import { ItemError } from './error';

/** Longer than any key that we can use: ML-DSA-87 in both its forms is 5 kB. */
const MAX_KEY_BYTES = 8192;
const PEM = /^\s*-----BEGIN PRIVATE KEY-----([\s\S]*?)-----END PRIVATE KEY-----\s*$/;

/** PKCS#8 from its PEM armour, or from base64 of any kind. Throws key-unreadable. */
export function privateKeyFrom(text: string): Bytes {
  if (text.length > 2 * MAX_KEY_BYTES) throw new ItemError('key-unreadable');
  const der = decodeBase64(PEM.exec(text)?.[1] ?? text);
  if (der === null || der.length === 0 || der.length > MAX_KEY_BYTES) throw new ItemError('key-unreadable');
  return der;
}
