import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Remote } from '../../core/sync/remote';
import { type Objects, serverRemote } from '../../core/sync/testing/shared-remote';
import { deferred } from '../deferred';
import { someSource } from '../vault/testing/fake-ports';
import { newRecoveryKey, PIN, setUp } from '../vault/testing/set-up';
import type { Place } from './place';
import { startSync } from './sync';
import { webdavRemote } from './webdav-remote';

const PLACE: Place = { kind: 'webdav', url: 'https://cloud.example/latchkey/', user: '', password: '' };
let made = 0;

type RemoteAt = (objects: Objects, signal: AbortSignal) => Remote;

/** A device that is in sync with a place in memory, and a worker of it that has just started. */
async function device(remoteAt: RemoteAt = (objects) => serverRemote(objects)) {
  made += 1;
  const fixture = setUp();
  const { vault, session, platform } = fixture;
  await vault.make(PIN);
  const objects: Objects = new Map();
  const setting = {
    ...{ platform, session, vault: vault.forSync },
    isUnlocked: async () => (await vault.state()) === 'unlocked',
    isAllowed: async () => true,
    remoteAt: (_place: Place, signal: AbortSignal) => remoteAt(objects, signal),
    fullnessOf: async () => null,
    deviceName: async () => 'Device',
    changed: () => undefined,
    databaseName: `replica-${made}`,
  };
  const key = await newRecoveryKey(vault);
  expect(await startSync({ ...setting, remoteAt: () => serverRemote(objects) }).connect(PLACE, key)).toEqual({
    result: 'ok',
    joined: false,
  });
  const sync = startSync(setting);
  const lockAndUnlock = async () => {
    await vault.lock();
    await sync.locked();
    await vault.unlock(PIN);
  };
  return { vault, objects, sync, lockAndUnlock };
}

/** Holds up whoever passes until it is opened. */
function gate() {
  const [reached, opened] = [deferred<void>(), deferred<void>()];
  return {
    reached: reached.promise,
    open: () => opened.resolve(),
    pass(): Promise<void> {
      reached.resolve();
      return opened.promise;
    },
  };
}

/** That it is one device still, of which nothing is known that it does not know itself. */
async function expectSound({ sync }: Pick<Awaited<ReturnType<typeof device>>, 'sync'>): Promise<void> {
  await sync.now();
  const { state, devices, warnings } = await sync.status();
  expect({ state, warnings }).toEqual({ state: 'up-to-date', warnings: [] });
  expect(devices).toHaveLength(1);
}

test('who asks how sync stands while the first round begins brings no second replica', async () => {
  const one = await device();
  await one.vault.store.add(someSource());
  await Promise.all([one.sync.now(), one.sync.status(), one.sync.status()]);
  await one.vault.store.add(someSource());
  await expectSound(one);
});

test('a replica that cannot be read is read again the next time', async () => {
  const { vault, sync } = await device();
  const { open } = vault.forSync;
  Object.assign(vault.forSync, { open: () => Promise.reject(new Error('no disk')) });
  await expect(sync.status()).rejects.toThrow('no disk');
  Object.assign(vault.forSync, { open });
  await expectSound({ sync });
});

test('a replica that was still read when the lock came is read again', async () => {
  const one = await device();
  await one.vault.store.add(someSource());
  const { open } = one.vault.forSync;
  const read = gate();
  Object.assign(one.vault.forSync, {
    open: async (...row: Parameters<typeof open>) => {
      const content = await open(...row);
      await read.pass();
      return content;
    },
  });
  const syncing = one.sync.now();
  await read.reached;
  await one.lockAndUnlock();
  const before = one.objects.size;
  read.open();
  await syncing;
  expect(one.objects.size).toBeGreaterThan(before);
  await expectSound(one);
});

test('a round that the lock overtook writes nothing, though the vault is open again', async () => {
  const listed = gate();
  const one = await device((objects) => ({
    ...serverRemote(objects),
    async list() {
      const listing = await serverRemote(objects).list();
      await listed.pass();
      return listing;
    },
  }));
  await one.vault.store.add(someSource());
  const overtaken = one.sync.now();
  await listed.reached;
  await one.lockAndUnlock();
  await one.sync.status();
  const before = new Map(one.objects);
  listed.open();
  await overtaken;
  expect(one.objects).toEqual(before);
  await expectSound(one);
  expect(one.objects.size).toBeGreaterThan(before.size);
});

test('what the lock stops is not sent again', async () => {
  const sent: string[] = [];
  const never: typeof fetch = (url, { method = '', signal } = {}) => {
    sent.push(`${method} ${url}`);
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  };
  const pauses: number[] = [];
  const { sync, lockAndUnlock } = await device((_objects, signal) =>
    webdavRemote({
      ...{ folder: new URL(PLACE.url), user: 'ada', password: 'secret', fetch: never, signal },
      ...{ isOnline: () => true, isAllowed: async () => true },
      random: (length) => new Uint8Array(length),
      pause: async (ms) => void pauses.push(ms),
    }),
  );
  const stopped = sync.now();
  while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve));
  await lockAndUnlock();
  await stopped;
  expect({ sent, pauses }).toEqual({ sent: [`PROPFIND ${PLACE.url}`], pauses: [] });
  expect(await sync.status()).toMatchObject({ reason: null });
});
