import { describe, expect, it } from 'vitest';
import { CLOCK_START, FURTHEST_AHEAD, isAfter, observe, stampOver, tick } from './stamp';

const NOW = 1_767_225_600_000;
const YEAR = 365 * 24 * 3_600_000;

describe('the clock', () => {
  it('goes on where time stands still or goes back', () => {
    const first = tick(CLOCK_START, NOW);
    const second = tick(first, NOW);
    const third = tick(second, NOW - 5000);
    expect([first, second, third]).toEqual([
      { at: NOW, count: 0 },
      { at: NOW, count: 1 },
      { at: NOW, count: 2 },
    ]);
  });

  it('follows another device that is a day ahead, so that an answer comes after what it answers', () => {
    const seen = { at: NOW + FURTHEST_AHEAD / 2, count: 7, device: 'b' };
    const clock = tick(observe(tick(CLOCK_START, NOW), seen, NOW), NOW);
    expect(isAfter({ ...clock, device: 'a' }, seen)).toBe(true);
  });

  it('does not follow one from another year, and yet an edit of what that one wrote sticks', () => {
    const broken = { at: NOW + YEAR, count: 3, device: 'b' };
    const before = tick(CLOCK_START, NOW);
    expect(observe(before, broken, NOW)).toBe(before);
    const clock = tick(observe(before, broken, NOW), NOW);
    expect(clock.at).toBe(NOW);
    expect(isAfter(stampOver(clock, 'a', broken), broken)).toBe(true);
    expect(stampOver(clock, 'a', null).at).toBe(NOW);
  });

  it('comes back from a future of its own once the clock is set right', () => {
    expect(tick({ at: NOW + YEAR, count: 3 }, NOW)).toEqual({ at: NOW, count: 0 });
  });
});
