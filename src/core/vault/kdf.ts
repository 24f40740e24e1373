import type { Bytes } from '../bytes';
import { VaultError } from './error';

/** Costs of Argon2id (RFC 9106): memory in KiB, passes, lanes. */
export type Argon2Parameters = {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
};

/** Argon2id version 0x13 with a tag of 32 bytes, without secret or associated data. */
export type Argon2id = (
  input: Argon2Parameters & { readonly password: Bytes; readonly salt: Bytes },
) => Promise<Bytes>;

/** Bytes of salt, as RFC 9106 §3.1 recommends. */
export const SALT_LENGTH = 16;

/** What a new PIN slot costs at least (RFC 9106's second choice of memory, with one lane). */
export const ARGON2_FLOOR: Argon2Parameters = { memoryKiB: 65_536, iterations: 3, parallelism: 1 };

/** The least that is ever accepted. Stays where it is when ARGON2_FLOOR rises, so that old slots still open. */
const ACCEPTED_FROM: Argon2Parameters = { memoryKiB: 65_536, iterations: 3, parallelism: 1 };
/** The most: half a minute on a slow machine, and memory that a phone can still give. */
const ACCEPTED_TO: Argon2Parameters = { memoryKiB: 1_048_576, iterations: 16, parallelism: 4 };

const costs = ['memoryKiB', 'iterations', 'parallelism'] as const;

/**
 * Refuses costs outside of what is accepted, before anything is derived: too low ones would hand a guesser the
 * PIN cheaply, too high ones would hang or crash the browser (D46). Throws parameters-out-of-range.
 */
export function checkArgon2Parameters(parameters: Argon2Parameters): void {
  for (const cost of costs) {
    const value = parameters[cost];
    if (Number.isInteger(value) && value >= ACCEPTED_FROM[cost] && value <= ACCEPTED_TO[cost]) continue;
    throw new VaultError('parameters-out-of-range');
  }
}

/** True where a slot was made when the floor was lower: it is wrapped anew at the next unlock. */
export function isBelow(floor: Argon2Parameters, parameters: Argon2Parameters): boolean {
  return costs.some((cost) => parameters[cost] < floor[cost]);
}

/** What a new slot should cost on this device, in milliseconds. */
const GOAL = 500;
const MEMORY_AT_MOST = 262_144;
const ITERATIONS_AT_MOST = 10;

/**
 * Costs that take about half a second here, from the time that `floor` took (ms). Memory rises first, since it
 * is what a guesser's hardware is short of; never below the floor, however slow the device.
 */
export function calibrate(floor: Argon2Parameters, floorTook: number): Argon2Parameters {
  let left = floorTook > 0 ? GOAL / floorTook : 1;
  let { memoryKiB, iterations } = floor;
  while (left >= 2 && memoryKiB * 2 <= MEMORY_AT_MOST) {
    memoryKiB *= 2;
    left /= 2;
  }
  iterations = Math.max(iterations, Math.min(ITERATIONS_AT_MOST, Math.floor(iterations * left)));
  return { memoryKiB, iterations, parallelism: floor.parallelism };
}
