import { expect, test } from 'vitest';
import { clampTimeout } from './timeout';

test.each([
  [undefined, 300_000],
  [0, 120_000],
  [60_000, 120_000],
  [120_000, 120_000],
  [300_000, 300_000],
  [450_000, 450_000],
  [600_000, 600_000],
  [4_294_967_295, 600_000],
  [Number.POSITIVE_INFINITY, 600_000],
  [-1, 120_000],
  [Number.NaN, 300_000],
])('timeout %s becomes %i (§sctn-timeout-recommended-range)', (requested, expected) => {
  expect(clampTimeout(requested)).toBe(expected);
});
