import { expect, test } from 'vitest';
import { hostParts, isRelated } from './host-parts';

const parts = (before: string, site: string, after = '', punycode = false) => ({
  ...{ before, site, after, punycode },
});

test.each([
  ['https://github.com', 'github.com', parts('', 'github.com')],
  ['https://login.github.com', 'github.com', parts('login.', 'github.com')],
  ['https://a.test:8443', 'a.test', parts('', 'a.test', ':8443')],
  ['http://localhost:3000', 'localhost', parts('', 'localhost', ':3000')],
  // A label that merely ends like the site is another site.
  ['https://evilgithub.com', 'github.com', parts('', 'evilgithub.com')],
  ['https://github.com.evil.test', 'github.com', parts('', 'github.com.evil.test')],
  ['https://login.paypal.com.evil.co.uk', 'evil.co.uk', parts('login.paypal.com.', 'evil.co.uk')],
  ['https://127.0.0.1:8443', '', parts('', '127.0.0.1', ':8443')],
])('%s with %s', (origin, site, expected) => {
  expect(hostParts(origin, site)).toEqual(expected);
});

test('a lookalike host stands in ASCII (D40)', () => {
  const { site, punycode } = hostParts('https://аpple.com', 'xn--pple-43d.com');
  expect(site).toBe('xn--pple-43d.com');
  expect(punycode).toBe(true);
  expect(hostParts('https://my-xn--site.test', 'my-xn--site.test').punycode).toBe(false);
});

test('long subdomains lose their front, never the site', () => {
  const { before, site } = hostParts(`https://www.paypal.com.${'a.'.repeat(60)}evil.test`, 'evil.test');
  expect(site).toBe('evil.test');
  expect(before.length).toBeLessThan(40);
  expect(before).not.toContain('paypal');
  expect(before.endsWith('a.')).toBe(true);
});

test('what is no origin is shown as it is', () => {
  expect(hostParts('null', 'a.test').site).toBe('null');
});

test('a related origin is told from a subdomain', () => {
  expect(isRelated('https://login.a.test', 'a.test')).toBe(false);
  expect(isRelated('https://a.test:8443', 'a.test')).toBe(false);
  expect(isRelated('https://b.test', 'a.test')).toBe(true);
  expect(isRelated('https://nota.test', 'a.test')).toBe(true);
});
