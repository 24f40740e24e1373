import { expect, test } from 'vitest';
import { fill, wordsFrom } from './words';

const sentences: Record<string, string> = {
  passkeys_one: '1 passkey',
  passkeys_other: '$1 passkeys',
  lastUsed: 'Used $1',
};
const look = (key: string, values: readonly string[]) => fill(sentences[key] ?? '', values);

test.each([
  ['Used $1', ['yesterday'], 'Used yesterday'],
  ['$2 of $1', ['a', 'b'], 'b of a'],
  ['$1', [], ''],
  ['costs $$5', [], 'costs $5'],
  ['a $ alone', [], 'a $ alone'],
  ['$1', ['$2', 'x'], '$2'],
] as const)('%s filled with %j', (sentence, values, filled) => {
  expect(fill(sentence, values)).toBe(filled);
});

test('a number takes the form that its language has for it', () => {
  const english = wordsFrom('en', look);
  expect(english.plural('passkeys', 1)).toBe('1 passkey');
  expect(english.plural('passkeys', 0)).toBe('0 passkeys');
  expect(english.plural('passkeys', 12_000)).toBe('12,000 passkeys');
  expect(wordsFrom('de', look).plural('passkeys', 12_000)).toBe('12.000 passkeys');
});

test('a form that a language lacks is the general one', () => {
  // Arabic has a form for two; these sentences do not.
  expect(wordsFrom('ar', look).plural('passkeys', 2)).toContain(' passkeys');
});

test('direction is that of the language', () => {
  expect(wordsFrom('ar', look).direction).toBe('rtl');
  expect(wordsFrom('ja', look).direction).toBe('ltr');
});
