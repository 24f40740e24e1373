import { base64urlnopad } from '@scure/base';

/** Bytes over a buffer of their own (never shared), as WebCrypto and IndexedDB take them. */
export type Bytes = Uint8Array<ArrayBuffer>;

declare const brand: unique symbol;
type Branded<Name extends string> = Bytes & { readonly [brand]: Name };

/** 1 to 1023 bytes; 32 random ones where Latchkey made it (§credential-id). */
export type CredentialId = Branded<'CredentialId'>;
/** 1 to 64 bytes that the relying party chose (§user-handle). */
export type UserHandle = Branded<'UserHandle'>;
/** SHA-256 of the RP ID's ASCII form (§rpidhash). */
export type RpIdHash = Branded<'RpIdHash'>;
/** The vault's 256-bit secret, from which all its other keys are derived. */
export type VaultKey = Branded<'VaultKey'>;

/** Names bytes for what they are; the one place where a brand is given. */
export function as<B extends CredentialId | UserHandle | RpIdHash | VaultKey>(bytes: Bytes): B {
  return bytes as B;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** Throws TypeError where the bytes are no UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** base64url without padding (RFC 4648 §5, as §base64url-encoding asks). */
export function toBase64url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** Strict: throws on padding, white space, other alphabets and stray bits. */
export function fromBase64url(text: string): Bytes {
  return own(base64urlnopad.decode(text));
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** A copy over a buffer of its own; use it where a library promises less than `Bytes`. */
export function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}

/** Not constant in time: for public values only. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
