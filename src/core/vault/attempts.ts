import * as v from 'valibot';
import { VaultError } from './error';
import { count } from './header';

/** Wrong PINs in a row after which the PIN slot is gone (CTAP 2.1 allows 8 as well). */
export const MAX_ATTEMPTS = 8;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How long after so many wrong PINs the next one must wait; none after the first two. */
const WAITS = [0, 0, 0, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

const attempts = v.object({
  /** Attempts begun since the last right PIN. Counted before each is checked. */
  failures: count,
  /** When the last one began: milliseconds since the epoch, by a clock that anybody can set. */
  at: v.number(),
});

export type Attempts = v.InferOutput<typeof attempts>;

export const NO_ATTEMPTS: Attempts = { failures: 0, at: 0 };

/** Throws damaged. A lost counter is damage, not a fresh start. */
export function readAttempts(stored: unknown): Attempts {
  const parsed = v.safeParse(attempts, stored);
  if (!parsed.success) throw new VaultError('damaged');
  return parsed.output;
}

/** Two clocks: `now` since the epoch, settable; `running` only ever goes forward but starts anew with the worker. */
export type Clocks = { readonly now: number; readonly running: number };

/**
 * Milliseconds until the next PIN may be tried. By the settable clock the whole wait must be over; where this
 * worker saw the attempt begin (`began` on its running clock), by that one too. So setting the clock forward
 * skips no wait while the worker lives; whoever also restarts it skips waits, but never gains an attempt.
 */
export function remainingWait(
  { failures, at }: Attempts,
  { now, running }: Clocks,
  began: number | null,
): number {
  const wait = WAITS[failures] ?? 0;
  const byRunningClock = began === null ? 0 : wait - (running - began);
  return Math.max(0, wait - (now - at), byRunningClock);
}

/** A clock that was set back would stretch a wait: it starts again from now, once, and is never longer. */
export function anchored(attempts: Attempts, now: number): Attempts {
  return now < attempts.at ? { ...attempts, at: now } : attempts;
}
