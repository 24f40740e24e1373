import { type Bytes, own } from '../bytes';

/** Its writer packs bytes as lists of numbers; others would as bytes. Null for anything else. */
export function bytesOf(value: unknown): Bytes | null {
  if (value instanceof Uint8Array) return own(value);
  if (!Array.isArray(value)) return null;
  const isByte = (each: unknown) => Number.isInteger(each) && Number(each) >= 0 && Number(each) <= 0xff;
  return value.every(isByte) ? Uint8Array.from(value) : null;
}
