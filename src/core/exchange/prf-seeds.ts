import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, own, utf8 } from '../bytes';

/**
 * CTAP keeps two CredRandoms, other providers sometimes one, which they use with user verification. The second
 * is made from it, so that the two never answer alike and a second import finds the same passkey.
 */
export function seedsFrom(withUv: Bytes, withoutUv: Bytes | null): { withUv: Bytes; withoutUv: Bytes } {
  return {
    withUv,
    withoutUv: withoutUv ?? own(hmac(sha256, withUv, utf8('latchkey CredRandom without user verification'))),
  };
}
