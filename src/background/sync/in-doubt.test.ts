import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { toBase64url } from '../../core/bytes';
import { type Objects, serverRemote } from '../../core/sync/testing/shared-remote';
import { someSource } from '../vault/testing/fake-ports';
import { newRecoveryKey, PIN, setUp } from '../vault/testing/set-up';
import type { Place } from './place';
import { startSync } from './sync';

const PLACE: Place = { kind: 'webdav', url: 'https://cloud.example/latchkey/', user: '', password: '' };

/** A device of which each vault asks its own sync what is in doubt, as in the background. */
async function device(name: string, objects: Objects) {
  const { vault, session, platform, pass } = setUp({ inDoubt: () => sync.inDoubt() });
  const sync = startSync({
    ...{ platform, session, vault: vault.forSync },
    isUnlocked: async () => (await vault.state()) === 'unlocked',
    isAllowed: async () => true,
    remoteAt: () => serverRemote(objects),
    fullnessOf: async () => null,
    deviceName: async () => name,
    changed: () => undefined,
    databaseName: `in-doubt-${name}`,
  });
  await vault.make(PIN);
  return { vault, sync, pass };
}

test('what one device deleted and another used is kept for longer than 30 days, until the person has said', async () => {
  const objects: Objects = new Map();
  const [a, b] = [await device('a', objects), await device('b', objects)];
  const source = someSource();
  await a.vault.store.add(source);
  const key = await newRecoveryKey(a.vault);
  await a.sync.connect(PLACE, key);
  expect(await b.sync.connect(PLACE, key)).toEqual({ result: 'ok', joined: true });
  await a.vault.trash([source.id]);
  b.pass(1000);
  await b.vault.edit(source.id, { displayName: 'in use', note: '' });
  for (const { sync } of [a, b, a]) await sync.now();
  expect(await a.sync.inDoubt()).toEqual([toBase64url(source.id)]);

  for (const { pass, vault } of [a, b]) {
    pass(31 * 24 * 60 * 60 * 1000);
    await vault.tidy();
    expect(await vault.trashed()).toHaveLength(1);
  }
  await a.vault.lock();
  await expect(a.sync.inDoubt()).rejects.toMatchObject({ reason: 'locked' });
  await a.vault.unlock(PIN);
  await a.sync.confirmDeletions([toBase64url(source.id)]);
  await a.vault.tidy();
  expect(await a.vault.trashed()).toEqual([]);
});
