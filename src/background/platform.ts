import type { Platform } from '../core/platform';

/** The worker's own cryptography, randomness and clock, as the core asks for them. */
export const platform: Platform = {
  subtle: crypto.subtle,
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  now: () => Date.now(),
};
