import { describe, expect, it } from 'vitest';
import { readPasskeyEndpoints } from './passkey-endpoints';

const answer = (text: string, change: object = {}) => ({
  ...{ status: 200, contentType: 'application/json', text },
  ...change,
});
const manage = (url: unknown, rpId = 'example.com') =>
  readPasskeyEndpoints(rpId, answer(JSON.stringify({ manage: url })))?.manage;

describe('/.well-known/passkey-endpoints', () => {
  it('names the pages that it has', () => {
    const text = JSON.stringify({
      enroll: 'https://example.com/new',
      manage: 'https://account.example.com/passkeys?x=1',
      other: 'https://example.com/',
    });
    expect(readPasskeyEndpoints('example.com', answer(text))).toEqual({
      enroll: 'https://example.com/new',
      manage: 'https://account.example.com/passkeys?x=1',
      prfUsageDetails: null,
    });
    expect(readPasskeyEndpoints('login.example.com', answer(text))?.enroll).toBe('https://example.com/new');
    expect(readPasskeyEndpoints('example.com', answer('{}'))).toEqual({
      ...{ enroll: null, manage: null, prfUsageDetails: null },
    });
  });

  it.each([
    ['nothing', null],
    ['404', answer('{}', { status: 404 })],
    ['a page of HTML', answer('{}', { contentType: 'text/html' })],
    ['a type that only begins so', answer('{}', { contentType: 'application/jsonp' })],
    ['no JSON', answer('{')],
    ['a list', answer('[]')],
    ['null', answer('null')],
  ])('%s is no such file', (_, found) => {
    expect(readPasskeyEndpoints('example.com', found)).toBeNull();
  });

  it.each([
    'http://example.com/',
    'https://example.org/',
    'https://notexample.com/',
    'https://example.com.evil.org/',
    'https://user@example.com/',
    // A scheme that would run.
    'javascript:alert(1)',
    '/passkeys',
    `https://example.com/${'a'.repeat(2048)}`,
    7,
    null,
    ['https://example.com/'],
  ])('sends nobody to %s', (url) => {
    expect(manage(url)).toBeNull();
  });

  it('keeps neighbours on a shared suffix apart', () => {
    expect(manage('https://b.github.io/', 'a.github.io')).toBeNull();
    expect(manage('https://a.github.io/p', 'a.github.io')).toBe('https://a.github.io/p');
    expect(manage('https://localhost/p', 'localhost')).toBe('https://localhost/p');
  });

  it('reads its own members alone', () => {
    const text = '{"__proto__": {"manage": "https://example.com/"}}';
    expect(readPasskeyEndpoints('example.com', answer(text))?.manage).toBeNull();
  });
});
