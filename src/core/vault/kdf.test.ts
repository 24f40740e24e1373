import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARGON2_FLOOR, calibrate, checkArgon2Parameters, isBelow } from './kdf';

describe('costs', () => {
  it('are at least 64 MiB and three passes, as the design says', () => {
    expect(ARGON2_FLOOR).toEqual({ memoryKiB: 64 * 1024, iterations: 3, parallelism: 1 });
  });

  it.each([
    { memoryKiB: 65_536, iterations: 3, parallelism: 1 },
    { memoryKiB: 1_048_576, iterations: 16, parallelism: 4 },
  ])('are accepted: %o', (costs) => {
    expect(() => checkArgon2Parameters(costs)).not.toThrow();
  });

  it.each([
    { memoryKiB: 65_535, iterations: 3, parallelism: 1 },
    { memoryKiB: 8192, iterations: 1, parallelism: 1 },
    { memoryKiB: 65_536, iterations: 2, parallelism: 1 },
    { memoryKiB: 67_108_864, iterations: 3, parallelism: 1 },
    { memoryKiB: 65_536, iterations: 1_000_000, parallelism: 1 },
    { memoryKiB: 65_536, iterations: 3, parallelism: 0 },
    { memoryKiB: 65_536, iterations: 3, parallelism: 255 },
    { memoryKiB: Number.POSITIVE_INFINITY, iterations: 3, parallelism: 1 },
    { memoryKiB: 65_536.5, iterations: 3, parallelism: 1 },
  ])('are refused: %o (D46)', (costs) => {
    expect(() => checkArgon2Parameters(costs)).toThrow(
      expect.objectContaining({ reason: 'parameters-out-of-range' }),
    );
  });
});

describe('calibration', () => {
  it.each([
    ['a slow phone', 1500, 65_536, 3],
    ['the floor for half a second', 500, 65_536, 3],
    ['a little faster', 400, 65_536, 3],
    ['a laptop', 250, 131_072, 3],
    ['a desktop', 150, 131_072, 5],
    ['a fast desktop', 100, 262_144, 3],
    ['a very fast one', 40, 262_144, 9],
    ['beyond all bounds', 0.001, 262_144, 10],
    ['no clock', 0, 65_536, 3],
    ['a clock that went back', -5, 65_536, 3],
  ])('%s: %d ms', (_, took, memoryKiB, iterations) => {
    expect(calibrate(ARGON2_FLOOR, took)).toEqual({ memoryKiB, iterations, parallelism: 1 });
  });

  it('is never below the floor, never refused when opened, and takes no more than half a second', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100_000, noNaN: true }), (took) => {
        const costs = calibrate(ARGON2_FLOOR, took);
        expect(isBelow(ARGON2_FLOOR, costs)).toBe(false);
        checkArgon2Parameters(costs);
        const expected = (took * costs.memoryKiB * costs.iterations) / (65_536 * 3);
        expect(expected).toBeLessThanOrEqual(Math.max(500, took) + 1e-6);
      }),
    );
  });
});
