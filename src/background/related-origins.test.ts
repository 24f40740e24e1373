import { expect, test } from 'vitest';
import { relatedOrigins } from './related-origins';
import { memorySession } from './testing/memory-session';

function setUp() {
  const session = memorySession();
  const now = { isUnlocked: true, isRelated: true, looks: 0 };
  const related = relatedOrigins(
    session,
    async () => now.isUnlocked,
    async () => {
      now.looks += 1;
      return now.isRelated;
    },
  );
  const ask = () => related.isRelated('https://a.example', 'b.example', new AbortController().signal);
  return { ask, now, related, stored: async () => JSON.stringify(await session.get('related-origins')) };
}

test('what was found is remembered, a refusal is not', async () => {
  const { ask, now } = setUp();
  now.isRelated = false;
  expect(await ask()).toBe(false);
  now.isRelated = true;
  expect([await ask(), await ask()]).toEqual([true, true]);
  expect(now.looks).toBe(2);
});

test('a locked vault leaves no trace of where it was asked (D48)', async () => {
  const { ask, now, related, stored } = setUp();
  await ask();
  expect(await stored()).toContain('b.example');
  await related.forget();
  now.isUnlocked = false;
  expect(await ask()).toBe(true);
  expect(await stored()).toBeUndefined();
});
