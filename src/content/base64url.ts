import { create, NativeArrayBuffer, NativeUint8Array } from './primordials';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES: { [character: string]: number } = create(null);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charAt(value)] = value;

/** base64url without padding (§base64url-encoding). */
export function encodeBase64url(buffer: ArrayBuffer): string {
  const bytes = new NativeUint8Array(buffer);
  // Not `bytes.length`: its getter is the page's to replace. What lies behind the end is undefined.
  let text = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; ; index++) {
    const byte = bytes[index];
    if (byte === undefined) break;
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; ) {
      bits -= 6;
      text += ALPHABET[(held >> bits) & 63];
    }
    held &= 63;
  }
  return bits > 0 ? text + ALPHABET[(held << (6 - bits)) & 63] : text;
}

/** A buffer of its own; null where the text is no base64url without padding. */
export function decodeBase64url(text: string): ArrayBuffer | null {
  if (text.length % 4 === 1) return null;
  const buffer = new NativeArrayBuffer((text.length * 3) >> 2);
  const bytes = new NativeUint8Array(buffer);
  let bits = 0;
  let held = 0;
  let end = 0;
  for (let index = 0; index < text.length; index++) {
    const value = VALUES[text[index] as string];
    if (value === undefined) return null;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[end++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  return buffer;
}
