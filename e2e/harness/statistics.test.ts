import { expect, test } from 'vitest';
import { isWithin, medianInterval } from './statistics';

test('the interval holds the true median in about 95 of 100 samples', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  // Skewed, as waiting times are; its median is the logarithm of 2.
  const sample = () => Array.from({ length: 200 }, () => -Math.log(1 - random()));
  const hits = Array.from({ length: 1000 }, () => medianInterval(sample())).filter(
    ({ low, high }) => low <= Math.LN2 && Math.LN2 <= high,
  );
  expect(hits.length).toBeGreaterThan(930);
  expect(hits.length).toBeLessThan(985);
});

test('ranks for 200 values are the 86th and the 115th', () => {
  const values = Array.from({ length: 200 }, (_, index) => index);
  expect(medianInterval(values)).toEqual({ low: 86, high: 114 });
});

test('within means all of it', () => {
  expect(isWithin({ low: -5, high: 19 }, 20)).toBe(true);
  expect(isWithin({ low: -5, high: 21 }, 20)).toBe(false);
  expect(() => medianInterval([1, 2])).toThrow('too few');
});
