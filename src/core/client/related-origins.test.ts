import { describe, expect, test } from 'vitest';
import {
  isRelatedOrigin,
  RELATED_ORIGINS_BYTES,
  type WellKnownResponse,
  wellKnownUrl,
} from './related-origins';

const RP_ID = 'example.com';
const CALLER = 'https://example.co.uk';

function file(origins: unknown, changes: Partial<WellKnownResponse> = {}): WellKnownResponse {
  const text = JSON.stringify({ origins });
  return { status: 200, contentType: 'application/json', finalUrl: wellKnownUrl(RP_ID), text, ...changes };
}

function validate(response: WellKnownResponse, caller = CALLER): Promise<boolean> {
  return isRelatedOrigin(caller, RP_ID, async () => response);
}

describe('validating related origins (§sctn-validating-relation-origin)', () => {
  test('step 2: asks for the RP ID by its well-known URL', async () => {
    const asked: string[] = [];
    const fetchWellKnown = async (rpId: string) => {
      asked.push(wellKnownUrl(rpId));
      return file([CALLER]);
    };
    expect(await isRelatedOrigin(CALLER, RP_ID, fetchWellKnown)).toBe(true);
    expect(asked).toEqual(['https://example.com/.well-known/webauthn']);
  });

  test.each([
    ['the fetch succeeds', file([CALLER]), true],
    [
      'application/json with parameters',
      file([CALLER], { contentType: 'Application/JSON; charset=utf-8' }),
      true,
    ],
    ['step 2.1: 404', file([CALLER], { status: 404 }), false],
    ['step 2.1: 201', file([CALLER], { status: 201 }), false],
    ['step 2.1: 500', file([CALLER], { status: 500 }), false],
    ['step 2.1: text/html', file([CALLER], { contentType: 'text/html' }), false],
    ['step 2.1: application/json5', file([CALLER], { contentType: 'application/json5' }), false],
    ['step 2.1: a JSON-like type', file([CALLER], { contentType: 'application/ld+json' }), false],
    ['step 2.1: no type', file([CALLER], { contentType: null }), false],
    ['redirected to http', file([CALLER], { finalUrl: 'http://example.com/.well-known/webauthn' }), false],
    ['redirected to https', file([CALLER], { finalUrl: 'https://cdn.test/w.json' }), true],
    ['step 2.2: malformed JSON', file([], { text: '{"origins":["https://example.co.uk"]' }), false],
    ['step 2.2: empty', file([], { text: '' }), false],
    ['step 2.2: an array', file([], { text: '["https://example.co.uk"]' }), false],
    ['step 2.2: null', file([], { text: 'null' }), false],
    ['step 2.2: a string', file([], { text: '"https://example.co.uk"' }), false],
    ['step 2.3: no origins', file([], { text: '{"related":["https://example.co.uk"]}' }), false],
    [
      'step 2.3: origins inherited',
      file([], { text: '{"__proto__":{"origins":["https://example.co.uk"]}}' }),
      false,
    ],
    ['step 2.3: a single string', file(CALLER), false],
    ['step 2.3: an object', file({ 0: CALLER }), false],
    ['step 2.3: one entry is no string', file([CALLER, 7]), false],
    ['step 2.3: an empty array', file([]), false],
    ['10 MB', file([CALLER, ' '.repeat(10_000_000)]), false],
    ['256 KiB of three-byte characters', file([CALLER, '水'.repeat(RELATED_ORIGINS_BYTES / 3)]), false],
    ['just under the limit', file([CALLER, ' '.repeat(RELATED_ORIGINS_BYTES - 100)]), true],
  ])('D18, %s', async (_title, response, expected) => {
    expect(await validate(response)).toBe(expected);
  });

  test('D18, the fetch fails or takes too long: fails closed', async () => {
    const failing = () => Promise.reject(new Error('timed out after 10 s'));
    expect(await isRelatedOrigin(CALLER, RP_ID, failing)).toBe(false);
  });

  test('D18, nothing came: fails closed', async () => {
    expect(await isRelatedOrigin(CALLER, RP_ID, async () => null)).toBe(false);
  });

  const five = ['one.com', 'two.com', 'three.com', 'four.com', 'five.com'].map((host) => `https://${host}`);

  test.each(five)('D17, one of the first five labels works: %s', async (caller) => {
    expect(await validate(file([...five, 'https://six.com']), caller)).toBe(true);
  });

  test('D17, step 4.5: the sixth label is refused', async () => {
    expect(await validate(file([...five, 'https://six.com']), 'https://six.com')).toBe(false);
  });

  test('step 4.5: past the limit, known labels still count; the search goes on', async () => {
    const origins = [...five, 'https://six.com', 'https://three.co.uk'];
    expect(await validate(file(origins), 'https://three.co.uk')).toBe(true);
  });

  test('step 4.7: one label in many domains is one label', async () => {
    const many = ['com', 'de', 'fr', 'it', 'es', 'co.uk', 'co.jp', 'com.au'].map(
      (end) => `https://www.shop.${end}`,
    );
    expect(await validate(file([...many, CALLER]))).toBe(true);
  });

  test('steps 4.1 to 4.4: what has no label is skipped and takes no place', async () => {
    const skipped = [
      '',
      'example.co.uk',
      'https://',
      'data:text/plain,x',
      'https://127.0.0.1',
      'https://[::1]',
    ];
    const suffixes = ['https://com', 'https://co.uk', 'https://github.io', 'file:///x'];
    expect(await validate(file([...skipped, ...suffixes, CALLER]))).toBe(true);
  });

  test.each([
    ['https://example.co.uk/path?query#hash', true],
    ['https://example.co.uk:443', true],
    ['HTTPS://EXAMPLE.co.uk', true],
    ['https://example.co.uk:8443', false],
    ['http://example.co.uk', false],
    ['https://www.example.co.uk', false],
    ['https://example.co', false],
    ['https://notexample.co.uk', false],
    ['https://example.co.uk.evil.test', false],
    ['https://example.co.uk@evil.test', false],
  ])('step 4.6: same origin as the caller, %s: %s', async (item, expected) => {
    expect(await validate(file([item]))).toBe(expected);
  });

  test('step 4.6: an opaque caller matches nothing', async () => {
    expect(await validate(file(['null', 'data:,x', 'https://null']), 'null')).toBe(false);
  });
});
