import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';

/**
 * Bits per window of a curve's table of multiples, which is made at first use. A worker lives for one or two
 * signatures: with the library's own 6 bits the first takes 60 to 140 ms, with 3 bits 20 to 50.
 */
const WINDOW = 3;

for (const { Point } of [p256, p384, p521, ed25519]) Point.BASE.precompute(WINDOW);

export { ed25519, p256, p384, p521 };
