import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, own, utf8 } from '../bytes';
import type { Platform } from '../platform';

/** 2026-01-01T00:00:00Z, where every test's clock starts. */
export const START = 1_767_225_600_000;

/** WebCrypto as it is; random bytes and a clock that repeat from run to run. Other seeds, other bytes. */
export function testPlatform(seed = 'latchkey'): Platform {
  let draws = 0;
  let reads = 0;
  return {
    // Node's types know more of WebCrypto than the core asks for.
    subtle: crypto.subtle as unknown as Platform['subtle'],
    random(length) {
      draws += 1;
      const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) =>
        sha256(utf8(`${seed}/${draws}/${block}`)),
      );
      return own(concat(...blocks).subarray(0, length));
    },
    now() {
      reads += 1;
      return START + reads * 1000;
    },
  };
}

/** Bytes from hexadecimal digits. */
export function hex(digits: string): Bytes {
  return own(Buffer.from(digits, 'hex'));
}
