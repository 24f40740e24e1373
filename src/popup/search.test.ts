import { expect, test } from 'vitest';
import type { PasskeySummary } from '../messages/surface-background';
import { makeSearchable, search, sorted } from './search';

function passkey(rpId: string, userName: string, more: Partial<PasskeySummary> = {}): PasskeySummary {
  const names = { rpName: '', userDisplayName: '', displayName: '' };
  return {
    id: `${rpId} ${userName}`,
    rpId,
    userName,
    ...names,
    createdAt: 0,
    lastUsedAt: null,
    hiddenAt: null,
    ...more,
  };
}

const all = sorted([
  passkey('github.com', 'zoë', { userDisplayName: 'Zoë Müller' }),
  passkey('github.com', 'alice@example.com'),
  passkey('bank.example', 'alice', { displayName: 'Savings' }),
]);
const found = (query: string) => search(all, query).map(({ id }) => id);

test('sorted by site, then by account', () => {
  expect(found('')).toEqual(['bank.example alice', 'github.com alice@example.com', 'github.com zoë']);
});

test('every word must be found, in any field and order', () => {
  expect(found('alice git')).toEqual(['github.com alice@example.com']);
  expect(found('  SAVINGS ')).toEqual(['bank.example alice']);
  expect(found('git nobody')).toEqual([]);
});

test('accents and capitals do not matter', () => {
  expect(found('zoe muller')).toEqual(['github.com zoë']);
  expect(found('ZOË')).toEqual(['github.com zoë']);
});

test('a key press over ten thousand stays within a frame budget', () => {
  const many = sorted(
    Array.from({ length: 10_000 }, (_, at) => passkey(`site${at}.example`, `user${at}@example.com`)),
  );
  makeSearchable(many);
  const started = performance.now();
  expect(search(many, 'user77 site')).toHaveLength(111);
  expect(performance.now() - started).toBeLessThan(50);
});
