import type { Bytes } from './bytes';

/**
 * What acts on the world, handed into the core by the shells (and by tests, as fakes).
 * `random` gives that many unpredictable bytes; `now` is in milliseconds since the epoch.
 */
export type Platform = {
  readonly subtle: SubtleCrypto;
  readonly random: (length: number) => Bytes;
  readonly now: () => number;
};
