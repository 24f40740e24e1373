import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchored, MAX_ATTEMPTS, remainingWait } from './attempts';

describe('the wait after wrong PINs', () => {
  it('grows from the fourth try on', () => {
    const waits = Array.from({ length: MAX_ATTEMPTS }, (_, failures) =>
      remainingWait({ failures, at: 0 }, { now: 0, running: 0 }, null),
    );
    expect(waits).toEqual([0, 0, 0, 30_000, 60_000, 300_000, 900_000, 3_600_000]);
  });

  const time = fc.integer({ min: 0, max: 10_000_000 });
  const failures = fc.nat({ max: MAX_ATTEMPTS });

  it('is over only when both clocks say so, where both can', () => {
    fc.assert(
      fc.property(failures, time, time, time, (count, at, now, running) => {
        const whole = remainingWait({ failures: count, at: 0 }, { now: 0, running: 0 }, null);
        const attempts = anchored({ failures: count, at }, now);
        const left = remainingWait(attempts, { now, running }, 0);
        expect(left).toBeLessThanOrEqual(whole);
        expect(left).toBeGreaterThanOrEqual(0);
        if (left === 0) {
          expect(now - attempts.at).toBeGreaterThanOrEqual(whole);
          expect(running).toBeGreaterThanOrEqual(whole);
        }
      }),
    );
  });
});
