/** base64url of 12 random bytes, drawn when a device joins. */
export type DeviceId = string;

export const DEVICE_ID_LENGTH = 12;

/**
 * When a change was made, by a hybrid logical clock: milliseconds since the epoch, a count among changes of the
 * same millisecond, and who made it. A total order over the changes of all devices.
 */
export type Stamp = { readonly at: number; readonly count: number; readonly device: DeviceId };

export type Clock = { readonly at: number; readonly count: number };

export const CLOCK_START: Clock = { at: 0, count: 0 };

/**
 * How far ahead of this device's own clock another's may lead it. Two clocks may each be a day wrong; a clock
 * beyond that is broken, and must not carry all the others into the future.
 */
export const FURTHEST_AHEAD = 2 * 24 * 60 * 60 * 1000;

export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.count !== b.count) return a.count - b.count;
  if (a.device === b.device) return 0;
  return a.device < b.device ? -1 : 1;
}

export function isAfter(a: Stamp, b: Stamp | null): boolean {
  return b === null || compareStamps(a, b) > 0;
}

/** The later of two; null is before all. */
export function later(a: Stamp | null, b: Stamp | null): Stamp | null {
  if (a === null || b === null) return a ?? b;
  return compareStamps(a, b) >= 0 ? a : b;
}

/** The clock after one more change of this device. */
export function tick(clock: Clock, now: number): Clock {
  const usable = clock.at > now + FURTHEST_AHEAD ? CLOCK_START : clock;
  return usable.at >= now ? { at: usable.at, count: usable.count + 1 } : { at: now, count: 0 };
}

/**
 * A stamp of that clock for a change that takes the place of `over`. It is always after `over`, however wrong
 * the clock that made that one; so an edit sticks, though the clock itself does not follow a broken one.
 */
export function stampOver(clock: Clock, device: DeviceId, over: Stamp | null): Stamp {
  const stamp = { ...clock, device };
  return over === null || isAfter(stamp, over) ? stamp : { at: over.at, count: over.count + 1, device };
}

/** The clock after this device saw another's stamp. */
export function observe(clock: Clock, { at, count }: Stamp, now: number): Clock {
  if (at > now + FURTHEST_AHEAD) return clock;
  return at > clock.at || (at === clock.at && count > clock.count) ? { at, count } : clock;
}
