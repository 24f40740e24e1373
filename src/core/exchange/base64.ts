import { base64nopad } from '@scure/base';
import { type Bytes, own } from '../bytes';

/** Base64 of either alphabet, padded or not, with line breaks or without; null where it is none. */
export function decodeBase64(text: string): Bytes | null {
  const digits = unpadded(text.replace(/\s+/g, '')).replaceAll('-', '+').replaceAll('_', '/');
  // A single digit left over holds no byte. Stray bits at the end are other people's carelessness.
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return null;
  try {
    return own(base64nopad.decode(withoutStrayBits(digits)));
  } catch {
    return null;
  }
}

/** By hand: a regular expression for signs at the end begins anew at each of a million in the middle. */
function unpadded(text: string): string {
  let end = text.length;
  while (text[end - 1] === '=') end -= 1;
  return text.slice(0, end);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function withoutStrayBits(digits: string): string {
  const over = digits.length % 4;
  if (over === 0) return digits;
  const last = ALPHABET.indexOf(digits.slice(-1)) & (over === 2 ? 0x30 : 0x3c);
  return digits.slice(0, -1) + ALPHABET.charAt(last);
}
