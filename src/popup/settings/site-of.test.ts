import { expect, test } from 'vitest';
import { hostTyped } from './site-of';

test.each([
  ['example.org', 'example.org'],
  [' Example.ORG ', 'example.org'],
  ['https://login.example.org/path?x#y', 'login.example.org'],
  ['http://localhost:8080', 'localhost'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['', null],
  ['   ', null],
  ['two words', null],
  ['ftp://example.org', null],
  ['chrome://settings', null],
  ['https://', null],
] as const)('%s means %s', (typed, host) => {
  expect(hostTyped(typed)).toBe(host);
});
