import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { someSource } from './testing/fake-ports';
import { PIN, setUp } from './testing/set-up';
import { overwrite, storedRows } from './testing/stored-rows';
import { watchForDamage } from './watch-for-damage';

afterEach(() => void vi.useRealTimers());

/** A vault of three, of which two were swapped. */
async function swapped() {
  const fixture = setUp();
  await fixture.vault.make(PIN);
  for (let made = 0; made < 3; made += 1) await fixture.vault.store.add(someSource());
  const { records = [] } = await storedRows(fixture.databaseName);
  const [a, b] = records.map(({ value }) => value as { id: string; sealed: Uint8Array });
  if (!a || !b) throw new Error('too few');
  await overwrite(fixture.databaseName, 'records', a.id, { ...a, sealed: b.sealed });
  await overwrite(fixture.databaseName, 'records', b.id, { ...b, sealed: a.sealed });
  const heard: string[] = [];
  fixture.vault.onChange((what) => void heard.push(what));
  return { ...fixture, heard, ids: [a.id, b.id] };
}

test('what was found is counted, told once, known to a new worker, and gone with the lock', async () => {
  const { vault, restarted, heard, session } = await swapped();
  expect((await vault.status()).damaged).toBe(0);
  await vault.damaged();
  await vault.damaged();
  expect(heard).toEqual(['damage']);
  expect((await vault.status()).damaged).toBe(2);
  expect((await restarted().status()).damaged).toBe(2);
  await vault.lock();
  expect((await vault.status()).damaged).toBe(0);
  expect(session.values.has('damaged')).toBe(false);
});

test('what the person decided about no longer counts', async () => {
  const { vault, ids, heard } = await swapped();
  await vault.damaged();
  await vault.discardDamaged(ids);
  expect((await vault.status()).damaged).toBe(0);
  expect(heard).toEqual(['damage', 'passkeys', 'damage']);
});

test('it is looked a moment after each unlock, and not once it is locked again', async () => {
  const { vault, restarted } = await swapped();
  await vault.lock();
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const looks: string[] = [];
  const next = restarted();
  watchForDamage({
    ...next,
    damaged: async () => {
      looks.push(await next.state());
      return next.damaged();
    },
  });
  await next.unlock(PIN);
  expect(looks).toEqual([]);
  await vi.advanceTimersByTimeAsync(1500);
  vi.useRealTimers();
  await vi.waitFor(async () => expect((await next.status()).damaged).toBe(2));
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await next.lock();
  await next.unlock(PIN);
  await next.lock();
  await vi.advanceTimersByTimeAsync(1500);
  expect(looks).toEqual(['unlocked']);
});
