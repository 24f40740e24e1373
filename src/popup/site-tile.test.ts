import { expect, test } from 'vitest';
import { knownLabel, siteTile } from './site-tile';

test.each([
  ['github.com', 'github'],
  ['login.github.com', 'github'],
  ['bbc.co.uk', 'bbc'],
  ['www.bbc.co.uk', 'bbc'],
  ['co.uk', 'co'],
  ['localhost', 'localhost'],
  ['example.com.au', 'example'],
])('%s is known as %s', (rpId, label) => {
  expect(knownLabel(rpId)).toBe(label);
});

test('subdomains of a site share its tile', () => {
  expect(siteTile('accounts.google.com')).toEqual(siteTile('google.com'));
});

test('a letter is a plain one; other alphabets have a sign', () => {
  expect(siteTile('github.com').letter).toBe('G');
  expect(siteTile('1password.com').letter).toBe('1');
  expect(siteTile('xn--pple-43d.com').letter).toBe('#');
  expect(siteTile('').letter).toBe('#');
});

test('colours are spread over the sites', () => {
  const hues = new Set(Array.from({ length: 240 }, (_, at) => siteTile(`site${at}.test`).hue));
  expect(hues.size).toBeGreaterThan(20);
  for (const hue of hues) expect(hue >= 0 && hue < 360).toBe(true);
});
