import { expect, test } from 'vitest';
import { checkAppIdAuthorized } from './app-id';

const ORIGIN = 'https://login.example.co.uk';

test.each([
  undefined,
  '',
  'https://example.co.uk/u2f.json',
  'https://login.example.co.uk',
  'https://www.example.co.uk',
])('AppID %j is the caller’s own site (§sctn-appid-extension)', (appId) => {
  expect(() => checkAppIdAuthorized(appId, ORIGIN)).not.toThrow();
});

test.each([
  'https://evil.test/u2f.json',
  'https://evilexample.co.uk',
  'https://other.co.uk',
  'https://co.uk',
  'http://example.co.uk',
  'https://127.0.0.1',
  'example.co.uk',
])('AppID %j is somebody else’s', (appId) => {
  expect(() => checkAppIdAuthorized(appId, ORIGIN)).toThrow(
    expect.objectContaining({ name: 'SecurityError' }),
  );
});

test('two hosts without a registrable domain are not the same site', () => {
  expect(() => checkAppIdAuthorized('https://127.0.0.1', 'http://localhost')).toThrow();
  expect(() => checkAppIdAuthorized('https://com', 'https://github.io')).toThrow();
});

test('neighbours on a private suffix are not the same site', () => {
  expect(() => checkAppIdAuthorized('https://a.github.io', 'https://b.github.io')).toThrow();
});
