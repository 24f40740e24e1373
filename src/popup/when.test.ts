import { expect, test } from 'vitest';
import { agoText } from './when';

const now = new Date(2026, 10, 24, 9, 0).getTime();

test.each([
  [new Date(2026, 10, 24, 0, 5), 'today'],
  [new Date(2026, 10, 23, 23, 55), 'yesterday'],
  [new Date(2026, 10, 20, 12, 0), '4 days ago'],
  [new Date(2026, 9, 27, 12, 0), '4 weeks ago'],
  [new Date(2026, 5, 24, 12, 0), '5 months ago'],
  [new Date(2023, 10, 24, 12, 0), '3 years ago'],
  // A clock that was set back since.
  [new Date(2026, 10, 30, 12, 0), 'today'],
])('%s', (time, expected) => {
  expect(agoText(time.getTime(), now, 'en')).toBe(expected);
});
