import { expect, test } from 'vitest';
import { GUESSES_PER_SECOND, guessesFor, thiefSeconds } from './thief';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const YEAR = 365.25 * DAY;

test('the rate is the measured one, scaled by memory traffic', () => {
  expect(GUESSES_PER_SECOND).toBeCloseTo((10_000 * 19 * 5) / (64 * 8), 6);
});

test.each([
  ['748301', 9 * MINUTE],
  ['74830182', 15 * HOUR],
  ['k7x2m9qp', 48 * YEAR],
  // Words are words, however long.
  ['harbour-7431', (7776 * 33 * 1e4) / GUESSES_PER_SECOND],
  ['correct horse', (7776 * 33 * 7776) / GUESSES_PER_SECOND],
  ['correct correct correct', (7776 * 33) / GUESSES_PER_SECOND],
])('%s', (pin, seconds) => {
  expect(thiefSeconds(pin) / seconds).toBeGreaterThan(0.9);
  expect(thiefSeconds(pin) / seconds).toBeLessThan(1.1);
});

test('a capital counts for little, a word never for more than its letters', () => {
  expect(guessesFor('Harbour-7431')).toBe(3 * guessesFor('harbour-7431'));
  expect(guessesFor('abc123')).toBe(7776 * 1000);
  expect(guessesFor('каб123')).toBe(7776 * 1000);
});

test('one more character is never easier', () => {
  for (const pin of ['748301', 'harbour-7431', 'k7x2m9qp', 'correct horse'])
    expect(guessesFor(`${pin}9`)).toBeGreaterThan(guessesFor(pin));
});
