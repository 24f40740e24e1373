import { expect, test } from 'vitest';
import { memorySession } from './testing/memory-session';
import { upgrades } from './upgrades';

const ORIGIN = 'https://a.test';

function setUp({ automatic = true, state = 'unlocked' } = {}) {
  return upgrades({
    session: memorySession(),
    settings: { get: async () => ({ 'automatic-upgrades': automatic }) as never },
    vault: { state: async () => state as never },
  });
}

test('one sign-in is good for one upgrade, at its own origin', async () => {
  const { consented, signedIn, upgraded } = setUp();
  expect(await consented(ORIGIN)).toBe(false);
  await signedIn(ORIGIN);
  await signedIn('https://b.test');
  expect(await consented(ORIGIN)).toBe(true);
  await upgraded(ORIGIN);
  expect(await consented(ORIGIN)).toBe(false);
  expect(await consented('https://b.test')).toBe(true);
  await signedIn(ORIGIN);
  expect(await consented(ORIGIN)).toBe(true);
});

test('locking forgets where the person was', async () => {
  const { consented, signedIn, forget } = setUp();
  await signedIn(ORIGIN);
  await forget();
  expect(await consented(ORIGIN)).toBe(false);
});

test.each([{ automatic: false }, { state: 'locked' }])('none with %o', async (given) => {
  const { consented, signedIn } = setUp(given);
  await signedIn(ORIGIN);
  expect(await consented(ORIGIN)).toBe(false);
});
