import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Objects, serverRemote } from '../../core/sync/testing/shared-remote';
import { someSource } from '../vault/testing/fake-ports';
import { newRecoveryKey, PIN, setUp } from '../vault/testing/set-up';
import type { Place } from './place';
import { startSync } from './sync';

const PLACE: Place = {
  kind: 'webdav',
  url: 'https://cloud.example/latchkey/',
  user: 'ada',
  password: 'pass',
};
let objects: Objects;
let made = 0;
beforeEach(() => {
  objects = new Map();
});

async function device() {
  made += 1;
  const name = `Device ${made}`;
  const { vault, session, platform } = setUp();
  await vault.make(PIN);
  const network = { down: false, allowed: true };
  const before = () => {
    if (network.down) throw new TypeError('no network');
  };
  const setting = {
    ...{ platform, session, vault: vault.forSync, databaseName: `wish-${made}` },
    isUnlocked: async () => (await vault.state()) === 'unlocked',
    isAllowed: async () => network.allowed,
    remoteAt: () => serverRemote(objects, { before }),
    fullnessOf: async () => null,
    deviceName: async () => name,
    changed: () => undefined,
  };
  const one = { name, vault, network, sync: startSync(setting) };
  return {
    ...one,
    restart: () => Object.assign(one, { sync: startSync(setting) }),
    now: () => one.sync.now(),
  };
}
type Device = Awaited<ReturnType<typeof device>>;

async function draw({ vault }: Device): Promise<string> {
  const drawn = await vault.newRecoveryKey({ pin: PIN });
  if (drawn.result !== 'ok') throw new Error(drawn.result);
  return drawn.recoveryKey;
}

/** Draws another recovery key and confirms it. */
async function change(one: Device): Promise<string> {
  const key = await draw(one);
  await one.vault.confirmRecoveryKey(key, one.sync.recoveryKeyChanging);
  return key;
}

const idOf = async (on: Device, { name }: Device) =>
  (await on.sync.status()).devices.find((one) => one.name === name)?.id ?? '';
const opens = async (key: string) => (await (await device()).sync.look(PLACE, key)).result;

/** Three devices in sync, and their recovery key. */
async function three() {
  const [a, b, c] = [await device(), await device(), await device()];
  const key = await newRecoveryKey(a.vault);
  expect(await a.sync.connect(PLACE, key)).toEqual({ result: 'ok', joined: false });
  for (const one of [b, c]) {
    expect(await one.sync.connect(PLACE, key)).toEqual({ result: 'ok', joined: true });
  }
  for (const one of [a, b, c]) await one.now();
  return { a, b, c, key };
}

describe('a changed recovery key', () => {
  test('closes the place to all before it, on whichever device they were changed', async () => {
    const { a, b, key } = await three();
    const second = await change(a);
    await a.now();
    await b.now();
    const third = await change(b);
    await b.now();
    expect([await opens(key), await opens(second), await opens(third)]).toEqual([
      'wrong-key',
      'wrong-key',
      'ok',
    ]);
  });

  test('comes to the place after a lock and a killed worker, as soon as there is network', async () => {
    const { a, key } = await three();
    a.network.down = true;
    const next = await change(a);
    await a.now();
    await a.vault.lock();
    await a.sync.locked();
    const { sync } = a.restart();
    a.network.down = false;
    await sync.now();
    expect([await opens(key), await opens(next)]).toEqual(['ok', 'wrong-key']);
    await a.vault.unlock(PIN);
    await sync.now();
    expect([await opens(key), await opens(next)]).toEqual(['wrong-key', 'ok']);
  });

  test('does not count for the place before it counts for the vault', async () => {
    const { a, key } = await three();
    const drawn = await draw(a);
    await a.vault
      .confirmRecoveryKey(drawn, async (...change) => {
        await a.sync.recoveryKeyChanging(...change);
        throw new Error('killed');
      })
      .catch(() => undefined);
    await a.now();
    expect([await opens(key), await opens(drawn)]).toEqual(['ok', 'wrong-key']);
    // And where it cannot be kept, the vault does not take it.
    await a.vault.lock();
    const confirming = a.vault.confirmRecoveryKey(drawn, a.sync.recoveryKeyChanging);
    await expect(confirming).rejects.toMatchObject({ reason: 'locked' });
    expect(await a.vault.unlockWith({ recoveryKey: key })).toEqual({ result: 'ok' });
  });

  test('and on its way when another device begins an epoch, is carried into that', async () => {
    const { a, b, c, key } = await three();
    a.network.down = true;
    const next = await change(a);
    await a.now();
    expect(await b.sync.removeDevice(await idOf(b, c), key)).toEqual({ result: 'ok' });
    a.network.down = false;
    await a.now();
    expect((await a.sync.status()).state).toBe('moved');
    expect(await a.sync.follow(key)).toEqual({ result: 'ok' });
    expect([await opens(key), await opens(next)]).toEqual(['wrong-key', 'ok']);
    expect(await a.vault.unlockWith({ recoveryKey: next })).toEqual({ result: 'ok' });
    await b.now();
    const fresh = await device();
    expect(await fresh.sync.connect(PLACE, next)).toEqual({ result: 'ok', joined: true });
    expect((await fresh.sync.status()).devices).toHaveLength(3);
  });

  test('is the one that removes a device from then on', async () => {
    const { a, b, c, key } = await three();
    const next = await change(a);
    await a.now();
    const old = new Map(objects);
    expect(await b.sync.removeDevice(await idOf(b, c), key)).toEqual({ result: 'wrong-key' });
    expect(await b.sync.removeDevice(await idOf(b, c), next)).toEqual({ result: 'ok' });
    expect([...objects.keys()].filter((name) => old.has(name))).not.toHaveLength(old.size);
    expect([await opens(key), await opens(next)]).toEqual(['wrong-key', 'ok']);
  });
});

test('where an organisation forbids sync, no device is removed and none goes on', async () => {
  const { a, b, c, key } = await three();
  const removed = await idOf(a, c);
  a.network.allowed = false;
  await a.vault.store.add(someSource({ userName: 'made after' }));
  const before = new Map(objects);
  expect(await a.sync.removeDevice(removed, key)).toEqual({ result: 'not-allowed' });
  expect(objects).toEqual(before);
  await b.sync.removeDevice(await idOf(b, c), key);
  const after = new Map(objects);
  expect(await a.sync.follow(key)).toEqual({ result: 'not-allowed' });
  await a.sync.disconnect();
  expect(objects).toEqual(after);
});
