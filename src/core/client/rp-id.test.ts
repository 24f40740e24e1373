import { describe, expect, test } from 'vitest';
import { effectiveDomain } from './domain';
import { determineRpId, type RpIdRefusal } from './rp-id';

type Case = readonly [
  origin: string,
  rpId: string | undefined,
  result: RpIdRefusal | { readonly rpId: string },
];

const ok = (rpId: string) => ({ rpId });

const cases: Readonly<Record<string, readonly Case[]>> = {
  'the effective domain, when nothing is asked for': [
    ['https://example.com', undefined, ok('example.com')],
    ['https://www.example.co.uk', undefined, ok('www.example.co.uk')],
    ['https://a.test:8443', undefined, ok('a.test')],
    ['http://localhost:3000', undefined, ok('localhost')],
    ['https://xn--e1afmkfd.xn--p1ai', undefined, ok('xn--e1afmkfd.xn--p1ai')],
    ['https://my_host.example.com', undefined, ok('my_host.example.com')],
    ['https://intranet', undefined, ok('intranet')],
  ],
  'equal or a registrable domain suffix': [
    ['https://example.com', 'example.com', ok('example.com')],
    ['https://login.example.com', 'example.com', ok('example.com')],
    ['https://login.example.com', 'login.example.com', ok('login.example.com')],
    ['https://a.b.c.example.com', 'c.example.com', ok('c.example.com')],
    ['https://a.b.c.example.com', 'b.c.example.com', ok('b.c.example.com')],
    ['https://www.example.co.uk', 'example.co.uk', ok('example.co.uk')],
    ['https://city.kawasaki.jp', 'city.kawasaki.jp', ok('city.kawasaki.jp')],
    ['https://www.city.kawasaki.jp', 'city.kawasaki.jp', ok('city.kawasaki.jp')],
    ['https://x.www.ck', 'www.ck', ok('www.ck')],
    ['https://shop.xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd.xn--p1ai', ok('xn--e1afmkfd.xn--p1ai')],
    ['https://a.b.github.io', 'b.github.io', ok('b.github.io')],
    ['https://-a.b.example.com', 'b.example.com', ok('b.example.com')],
    ['https://my_host.example.com', 'example.com', ok('example.com')],
  ],
  'ports never matter (D16)': [
    ['https://a.test:8443', 'a.test', ok('a.test')],
    ['https://login.example.com:444', 'example.com', ok('example.com')],
    ['http://localhost:3000', 'localhost', ok('localhost')],
  ],
  'not a suffix': [
    ['https://example.com', 'login.example.com', 'unrelated'],
    ['https://example.com', 'example.org', 'unrelated'],
    ['https://a.example.com', 'b.example.com', 'unrelated'],
    ['https://example.com.evil.test', 'example.com', 'unrelated'],
    ['https://com.example', 'example.com', 'unrelated'],
    ['https://a.b.c.example.com', 'a.b', 'unrelated'],
    ['https://a.b.c.example.com', 'a.c.example.com', 'unrelated'],
  ],
  'labels, not characters (D10)': [
    ['https://evillogin.example.com', 'login.example.com', 'unrelated'],
    ['https://notexample.com', 'example.com', 'unrelated'],
    ['https://xexample.co.uk', 'example.co.uk', 'unrelated'],
    ['https://a.evilgithub.io', 'github.io', 'public-suffix'],
    ['https://xlogin.a.github.io', 'login.a.github.io', 'unrelated'],
    ['https://login.example.com', 'ogin.example.com', 'unrelated'],
    ['https://login.example.com', 'xample.com', 'unrelated'],
  ],
  'public suffixes, ICANN and private (D8)': [
    ['https://a.co.uk', 'co.uk', 'public-suffix'],
    ['https://a.co.uk', 'uk', 'public-suffix'],
    ['https://example.com', 'com', 'public-suffix'],
    ['https://a.github.io', 'github.io', 'public-suffix'],
    ['https://a.github.io', 'io', 'public-suffix'],
    ['https://a.appspot.com', 'appspot.com', 'public-suffix'],
    ['https://a.s3.amazonaws.com', 's3.amazonaws.com', 'public-suffix'],
    ['https://a.blogspot.com', 'blogspot.com', 'public-suffix'],
    ['https://a.vercel.app', 'vercel.app', 'public-suffix'],
    ['https://a.b.kawasaki.jp', 'b.kawasaki.jp', 'public-suffix'],
    ['https://a.foo.ck', 'foo.ck', 'public-suffix'],
    ['https://www.ck', 'ck', 'public-suffix'],
    ['https://xn--85x722f.xn--55qx5d.cn', 'xn--55qx5d.cn', 'public-suffix'],
    ['https://xn--e1afmkfd.xn--p1ai', 'xn--p1ai', 'public-suffix'],
    ['https://nas.home.arpa', 'home.arpa', 'public-suffix'],
    ['https://example.com', 'co.uk', 'public-suffix'],
  ],
  'inside the public suffix of the host': [
    ['https://foo.up.railway.app', 'railway.app', 'unrelated'],
    ['https://up.railway.app', 'railway.app', 'unrelated'],
    ['https://x.s3.amazonaws.com', 'amazonaws.com', 'unrelated'],
    // *.r.appspot.com is a rule; its parent counts as a suffix, too.
    ['https://a.r.appspot.com', 'r.appspot.com', 'public-suffix'],
    ['https://foo.up.railway.app', 'foo.up.railway.app', ok('foo.up.railway.app')],
  ],
  'neighbours below a private suffix (D9)': [
    ['https://b.github.io', 'a.github.io', 'unrelated'],
    ['https://a.github.io', 'a.github.io', ok('a.github.io')],
  ],
  'a host that is a public suffix may speak for itself, as in Chromium': [
    ['https://github.io', 'github.io', ok('github.io')],
    ['https://github.io', undefined, ok('github.io')],
    ['https://gov.uk', 'gov.uk', ok('gov.uk')],
  ],
  'unknown top-level domains are suffixes': [
    ['https://a.test', 'a.test', ok('a.test')],
    ['https://login.a.test', 'a.test', ok('a.test')],
    ['https://a.test', 'test', 'public-suffix'],
    ['https://login.awesomecompany', 'awesomecompany', 'public-suffix'],
    ['https://nas.local', 'local', 'public-suffix'],
  ],
  'not exactly a host (D11)': [
    ['https://example.com', 'https://example.com/x', 'malformed'],
    ['https://example.com', 'https://example.com', 'malformed'],
    ['https://example.com', '//example.com', 'malformed'],
    ['https://example.com:8443', 'example.com:8443', 'malformed'],
    ['https://example.com', 'example.com:443', 'malformed'],
    ['https://example.com', 'user@example.com', 'malformed'],
    ['https://www.example.com', '.example.com', 'malformed'],
    ['https://www.example.com', 'example..com', 'malformed'],
    ['https://example.com', ' example.com', 'malformed'],
    ['https://example.com', 'example.com ', 'malformed'],
    ['https://example.com', 'exam ple.com', 'malformed'],
    ['https://example.com', 'example.com\n', 'malformed'],
    ['https://example.com', 'exa\tmple.com', 'malformed'],
    ['https://example.com', 'example.com\0', 'malformed'],
    ['https://example.com', '', 'malformed'],
    ['https://example.com', '.', 'malformed'],
    ['https://example.com', 'example.com/', 'malformed'],
    ['https://example.com', 'example.com\\', 'malformed'],
    ['https://example.com', 'example.com#x', 'malformed'],
    ['https://example.com', 'example.com?x', 'malformed'],
    ['https://example.com', '*.example.com', 'malformed'],
    ['https://example.com', 'ex%61mple.com', 'malformed'],
    ['https://a.example.com', 'a%2eexample.com', 'malformed'],
    ['https://example.com', `${'a'.repeat(64)}.example.com`, 'malformed'],
    ['https://example.com', `${'a.'.repeat(127)}example.com`, 'malformed'],
    ['https://example.com', 'xn--.example.com', 'malformed'],
    ['https://example.com', 'null', 'public-suffix'],
  ],
  'only the canonical form (D12): Chromium refuses the others, too': [
    ['https://example.com', 'EXAMPLE.com', 'malformed'],
    ['https://example.com', 'example.COM', 'malformed'],
    ['https://xn--e1afmkfd.xn--p1ai', 'пример.рф', 'malformed'],
    ['https://xn--e1afmkfd.xn--p1ai', 'XN--E1AFMKFD.xn--p1ai', 'malformed'],
    ['https://example.com', 'ex\u00adample.com', 'malformed'],
    ['https://example.com', 'example\u3002com', 'malformed'],
    ['https://example.com', '\uff45xample.com', 'malformed'],
    ['https://example.com', 'ex\u0430mple.com', 'malformed'],
    ['https://sub.xn--fa-hia.de', 'faß.de', 'malformed'],
    ['https://fass.de', 'faß.de', 'malformed'],
  ],
  'trailing dots (D13)': [
    ['https://example.com.', undefined, 'origin-unfit'],
    ['https://example.com.', 'example.com.', 'origin-unfit'],
    ['https://example.com.', 'example.com', 'origin-unfit'],
    ['https://example.com', 'example.com.', 'malformed'],
    ['http://localhost.', 'localhost.', 'origin-unfit'],
  ],
  'IP addresses (D14)': [
    ['https://127.0.0.1', undefined, 'origin-unfit'],
    ['https://127.0.0.1', '127.0.0.1', 'origin-unfit'],
    ['http://127.0.0.1:3000', '127.0.0.1', 'origin-unfit'],
    ['https://[::1]', '[::1]', 'origin-unfit'],
    ['https://[::1]', '::1', 'origin-unfit'],
    ['https://192.168.0.1', '0.1', 'origin-unfit'],
    ['https://example.com', '127.0.0.1', 'malformed'],
    ['https://example.com', '0x7f.1', 'malformed'],
    ['https://example.com', '[::1]', 'malformed'],
    ['https://example.com', '2130706433', 'malformed'],
  ],
  'localhost and insecure origins (D15)': [
    ['http://localhost', 'localhost', ok('localhost')],
    ['https://localhost', 'localhost', ok('localhost')],
    ['http://app.localhost:8080', undefined, ok('app.localhost')],
    ['http://app.localhost', 'app.localhost', ok('app.localhost')],
    ['http://www.app.localhost', 'app.localhost', ok('app.localhost')],
    ['http://app.localhost', 'localhost', 'public-suffix'],
    ['https://localhost', 'example.com', 'unrelated'],
    ['http://localhost.evil.test', 'localhost', 'origin-unfit'],
    ['https://localhost.evil.test', 'localhost', 'public-suffix'],
    ['http://notlocalhost', 'notlocalhost', 'origin-unfit'],
    ['http://a.test', 'a.test', 'origin-unfit'],
    ['http://example.com', undefined, 'origin-unfit'],
  ],
  'opaque and foreign origins': [
    ['null', undefined, 'origin-opaque'],
    ['null', 'a.test', 'origin-opaque'],
    ['', 'a.test', 'origin-unfit'],
    ['a.test', 'a.test', 'origin-unfit'],
    ['https://a.test/', 'a.test', 'origin-unfit'],
    ['https://a.test/x', 'a.test', 'origin-unfit'],
    ['https://A.test', 'a.test', 'origin-unfit'],
    ['https://user@a.test', 'a.test', 'origin-unfit'],
    ['https://a.test:443', 'a.test', 'origin-unfit'],
    ['file://', 'a.test', 'origin-unfit'],
    ['blob:https://a.test', 'a.test', 'origin-unfit'],
    ['ftp://a.test', 'a.test', 'origin-unfit'],
    ['ws://a.test', 'a.test', 'origin-unfit'],
    ['chrome-extension://abcdefghijklmnopabcdefghijklmnop', undefined, 'origin-unfit'],
    ['moz-extension://11111111-2222-4333-8444-555555555555', undefined, 'origin-unfit'],
  ],
};

describe.each(Object.entries(cases))('RP ID: %s', (_title, rows) => {
  test.each(rows)('%s asks for %j', (origin, requested, result) => {
    expect(determineRpId(origin, requested)).toEqual(
      typeof result === 'string' ? { allowed: false, reason: result } : { allowed: true, ...result },
    );
  });
});

test('the table is as large as it should be', () => {
  expect(Object.values(cases).flat().length).toBeGreaterThan(130);
});

test.each([
  ['https://example.com', 'example.com'],
  ['https://example.com:8443', 'example.com'],
  ['http://a.localhost:1', 'a.localhost'],
  ['http://example.com', null],
  ['https://1.2.3.4', null],
  ['null', null],
])('the effective domain of %s is %j', (origin, domain) => {
  expect(effectiveDomain(origin)).toBe(domain);
});
