import { sha256 } from '@noble/hashes/sha2.js';
import { as, own, type RpIdHash, utf8 } from '../bytes';

/** §rpidhash, of the RP ID in its ASCII form. */
export function rpIdHash(rpId: string): RpIdHash {
  return as(own(sha256(utf8(rpId))));
}
