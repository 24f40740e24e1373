import { expect, test } from 'vitest';
import { hostOf, isExcluded } from './excluded-sites';

const none = { 'excluded-sites': [], 'allowed-sites': null };
const frame = (origin: string, tabUrl: string | null = null) => ({ origin, tabUrl });

test('without lists no site is left out', () => {
  expect(isExcluded(none, frame('https://a.example'))).toBe(false);
});

test('a site is left out by its exact host, as a frame and as the page around one', () => {
  const settings = { ...none, 'excluded-sites': ['a.example'] };
  expect(isExcluded(settings, frame('https://a.example:8443'))).toBe(true);
  expect(isExcluded(settings, frame('https://b.example', 'https://a.example/page'))).toBe(true);
  expect(isExcluded(settings, frame('https://www.a.example', 'https://www.a.example/'))).toBe(false);
});

test.each([
  ['https://example.org', false],
  ['https://login.example.org', false],
  ['https://badexample.org', true],
  ['https://example.org.evil.test', true],
  ['https://org', true],
  ['null', true],
] as const)('where only example.org is allowed, %s is left out: %s', (origin, isOut) => {
  const settings = { ...none, 'allowed-sites': ['example.org'] };
  expect(isExcluded(settings, frame(origin, 'https://example.org/'))).toBe(isOut);
});

test('an empty list of allowed sites allows none', () => {
  expect(isExcluded({ ...none, 'allowed-sites': [] }, frame('https://example.org'))).toBe(true);
});

test('only sites of the web have a host here', () => {
  expect(hostOf('https://a.example:1/x')).toBe('a.example');
  expect(hostOf('chrome://settings')).toBeNull();
  expect(hostOf('nonsense')).toBeNull();
  expect(hostOf(null)).toBeNull();
});
