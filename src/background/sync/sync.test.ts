import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { as, type CredentialId, fromBase64url, toBase64url } from '../../core/bytes';
import { type Objects, serverRemote } from '../../core/sync/testing/shared-remote';
import type { SyncStatus } from '../../messages/surface-background';
import { someSource } from '../vault/testing/fake-ports';
import { PIN, setUp } from '../vault/testing/set-up';
import { overwrite, storedRows } from '../vault/testing/stored-rows';
import type { Place } from './place';
import { startSync } from './sync';

const PLACE: Place = {
  kind: 'webdav',
  url: 'https://cloud.example/latchkey/',
  user: 'ada',
  password: 'secret',
};
let objects: Objects;
let made = 0;
beforeEach(() => {
  objects = new Map();
});

/** A device with a real vault and a real disk, and sync between them and a place in memory. */
async function device() {
  made += 1;
  const { vault, session, platform, pass, databaseName } = setUp();
  await vault.make(PIN);
  const told: SyncStatus[] = [];
  const network: { down: boolean; allowed: boolean; login: Place | null } = {
    ...{ down: false, allowed: true, login: null },
  };
  const setting = {
    platform,
    session,
    vault: vault.forSync,
    isUnlocked: async () => (await vault.state()) === 'unlocked',
    isAllowed: async () => network.allowed,
    remoteAt: (place: Place) =>
      serverRemote(objects, {
        before() {
          network.login = place;
          if (network.down) throw new TypeError('no network');
        },
      }),
    fullnessOf: async () => null,
    deviceName: async () => `Device ${made}`,
    changed: (status: SyncStatus) => void told.push(status),
    databaseName: `sync-${made}`,
  };
  const sync = startSync(setting);
  const recoveryKey = async () => {
    const drawn = await vault.newRecoveryKey({ pin: PIN });
    if (drawn.result !== 'ok') throw new Error(drawn.result);
    const confirmed = await vault.confirmRecoveryKey(drawn.recoveryKey, sync.recoveryKeyChanging);
    expect(confirmed).toEqual({ result: 'ok' });
    return drawn.recoveryKey;
  };
  /** Sealed bytes of every record change on the disk; the ids of the records. */
  const damage = async () => {
    const { records = [] } = await storedRows(databaseName);
    for (const { key, value } of records) {
      await overwrite(databaseName, 'records', String(key), {
        ...(value as object),
        sealed: new Uint8Array(50),
      });
    }
    return records.map(({ key }) => String(key));
  };
  const discard = (ids: readonly string[]) => sync.discarding(ids, () => vault.discardDamaged(ids));
  return {
    ...{ vault, sync, network, told, pass, recoveryKey, databaseName, damage, discard },
    restarted: () => startSync(setting),
  };
}

const names = async ({ vault }: Awaited<ReturnType<typeof device>>) =>
  (await vault.list()).map(({ userName }) => userName).sort();

async function two(place: Place = PLACE) {
  const a = await device();
  const key = await a.recoveryKey();
  await a.vault.store.add(someSource({ userName: 'of a' }));
  expect(await a.sync.connect(place, key)).toEqual({ result: 'ok', joined: false });
  const b = await device();
  await b.vault.store.add(someSource({ userName: 'of b' }));
  expect(await b.sync.connect(place, key, { pin: PIN })).toEqual({ result: 'ok', joined: true });
  await a.sync.now();
  return { a, b, key };
}

describe('two devices', () => {
  test('join with the recovery key, and each has what both had', async () => {
    const { a, b } = await two();
    expect(await names(a)).toEqual(['of a', 'of b']);
    expect(await names(b)).toEqual(['of a', 'of b']);
    const [one, other] = [await a.sync.status(), await b.sync.status()];
    expect(one).toMatchObject({
      state: 'up-to-date',
      place: 'webdav',
      address: 'cloud.example/latchkey',
      user: 'ada',
      reason: null,
    });
    expect(one.code).toBe(other.code);
    expect(one.devices.map(({ isThis }) => isThis)).toEqual([true, false]);
  });

  test('have one recovery key from then on', async () => {
    const { b, key } = await two();
    await b.vault.lock();
    expect(await b.vault.unlockWith({ recoveryKey: key })).toEqual({ result: 'ok' });
  });

  test('keep in step: change, trash, and what is backed up', async () => {
    const { a, b } = await two();
    const [passkey] = (await b.vault.list()).filter(({ userName }) => userName === 'of a');
    if (!passkey) throw new Error('no passkey');
    const [{ source, backedUp } = { source: null, backedUp: false }] = await b.vault.store.find(passkey.rpId);
    expect(backedUp).toBe(true);
    if (!source) throw new Error('no source');
    const id = (await b.vault.store.find(passkey.rpId)).find(
      (one) => toBase64url(one.source.id) === passkey.id,
    );
    if (!id) throw new Error('no source');
    await b.vault.edit(id.source.id, { displayName: 'mine', note: '' });
    await b.sync.now();
    await a.sync.now();
    expect((await a.vault.list()).map(({ displayName }) => displayName).sort()).toEqual(['', 'mine']);
    await a.vault.trash([id.source.id]);
    await a.sync.now();
    await b.sync.now();
    expect(await names(b)).toEqual(['of b']);
  });

  test('a worker that starts anew goes on from the disk, and one change costs a segment and a manifest', async () => {
    const { a } = await two();
    await a.vault.store.add(someSource({ userName: 'later' }));
    const before = new Map(objects);
    await a.restarted().now();
    const written = [...objects].filter(([name, { tag }]) => before.get(name)?.tag !== tag);
    expect(written).toHaveLength(2);
  });
});

describe('what is damaged on one device', () => {
  const BOTH = ['of a', 'of b'];

  test('and discarded there comes back, and is deleted nowhere', async () => {
    const { a, b } = await two();
    const ids = await a.damage();
    await a.sync.now();
    // Also without the place: this device knows it itself.
    a.network.down = true;
    await a.discard(ids);
    expect(await a.vault.damaged()).toEqual([]);
    expect(await names(a)).toEqual(BOTH);
    a.network.down = false;
    for (const { sync } of [a, b, a]) await sync.now();
    expect([await names(a), await names(b)]).toEqual([BOTH, BOTH]);
    expect((await a.sync.status()).code).toBe((await b.sync.status()).code);
  });

  test('and missing on its disk is deleted nowhere either', async () => {
    const { a, b } = await two();
    const ids = await a.damage();
    for (const id of ids) await overwrite(a.databaseName, 'records', id, undefined);
    await a.vault.acceptDamaged(ids);
    expect(await a.vault.damaged()).toMatchObject([{ damage: 'missing' }, { damage: 'missing' }]);
    await a.discard(ids);
    for (const { sync } of [a, b]) await sync.now();
    expect([await names(a), await names(b)]).toEqual([BOTH, BOTH]);
  });

  test('comes back as it was changed elsewhere', async () => {
    const { a, b } = await two();
    const ids = await a.damage();
    for (const { id } of await b.vault.list())
      await b.vault.edit(as(fromBase64url(id)), { displayName: 'new', note: '' });
    for (const { sync } of [b, a]) await sync.now();
    await a.discard(ids);
    expect((await a.vault.list()).map(({ displayName }) => displayName)).toEqual(['new', 'new']);
  });

  test.each([
    ['known here before', true],
    ['not known here yet', false],
  ])('and deleted on another stays deleted: %s', async (_, known) => {
    const { a, b } = await two();
    const ids = await a.damage();
    const all = (await b.vault.list()).map(({ id }) => as<CredentialId>(fromBase64url(id)));
    await b.vault.trash(all);
    await b.vault.purge(all);
    await b.sync.now();
    if (known) await a.sync.now();
    await a.discard(ids);
    for (const { sync } of [a, b, a]) await sync.now();
    expect([await names(a), await names(b)]).toEqual([[], []]);
    expect([await a.vault.trashed(), await b.vault.trashed()]).toEqual([[], []]);
  });

  test('since a page of the contents was lost and begun anew, is deleted nowhere', async () => {
    const { a, b } = await two();
    const { records = [] } = await storedRows(a.databaseName);
    const page = (Buffer.from(String(records[0]?.key), 'base64url')[0] ?? 0) >> 2;
    await a.vault.lock();
    await overwrite(a.databaseName, 'contents', page, undefined);
    await a.vault.unlock(PIN);
    const isBegun = async () =>
      (await storedRows(a.databaseName)).contents?.some(({ key }) => key === page) ?? false;
    while (!(await isBegun())) await a.vault.store.add(someSource({ userName: 'more' }));
    expect(await a.vault.damaged()).not.toEqual([]);
    for (const { sync } of [a, b]) await sync.now();
    expect((await names(b)).filter((name) => name !== 'more')).toEqual(BOTH);
  });
});

describe('the recovery key', () => {
  test('mistyped, or of nobody, changes nothing', async () => {
    const a = await device();
    const key = await a.recoveryKey();
    expect(await a.sync.connect(PLACE, 'AAAA')).toEqual({ result: 'mistyped-key' });
    const other = await (await device()).recoveryKey();
    expect(await a.sync.connect(PLACE, other)).toEqual({ result: 'wrong-key' });
    expect((await a.sync.status()).state).toBe('off');
    expect(objects.size).toBe(0);
    expect(key).not.toBe(other);
  });

  test('that is changed opens the place from then on', async () => {
    const { a, b, key } = await two();
    const next = await a.recoveryKey();
    await a.sync.now();
    const c = await device();
    expect(await c.sync.connect(PLACE, key)).toEqual({ result: 'wrong-key' });
    expect(await c.sync.connect(PLACE, next)).toEqual({ result: 'ok', joined: true });
    expect((await b.sync.status()).state).toBe('up-to-date');
  });

  test('removes a device, and leads the others on', async () => {
    const { a, b, key } = await two();
    const c = await device();
    await c.sync.connect(PLACE, key);
    await a.sync.now();
    const gone = (await b.sync.status()).devices.find(({ isThis }) => isThis)?.id ?? '';
    expect(await a.sync.removeDevice(gone, key)).toEqual({ result: 'ok' });
    await b.sync.now();
    await c.sync.now();
    expect([(await b.sync.status()).state, (await c.sync.status()).state]).toEqual(['removed', 'moved']);
    expect(await c.sync.follow(key)).toEqual({ result: 'ok' });
    await c.vault.store.add(someSource({ userName: 'after' }));
    await c.sync.now();
    await a.sync.now();
    await b.sync.now();
    expect(await names(a)).toEqual(['after', 'of a', 'of b']);
    expect(await names(b)).toEqual(['of a', 'of b']);
    expect((await a.sync.status()).devices).toHaveLength(2);
  });
});

describe('trouble', () => {
  test('passes by itself, waits longer each time, and nothing is lost', async () => {
    const { a, b } = await two();
    a.network.down = true;
    await a.vault.store.add(someSource({ userName: 'offline' }));
    await a.sync.now();
    expect(await a.sync.status()).toMatchObject({ state: 'trouble', reason: 'internal' });
    a.network.down = false;
    const before = a.told.length;
    await a.sync.ifDue();
    expect(a.told.length).toBe(before);
    a.pass(31_000);
    await a.sync.ifDue();
    await b.sync.now();
    expect(await names(b)).toContain('offline');
  });

  test('a locked vault syncs nothing and says nothing of where', async () => {
    const { a } = await two();
    await a.vault.store.add(someSource());
    await a.vault.lock();
    await a.sync.locked();
    const before = new Map(objects);
    await a.sync.now();
    expect(objects).toEqual(before);
    expect(await a.sync.status()).toMatchObject({ state: 'waiting', place: 'none', devices: [], code: null });
  });

  test('of a password is over with a new one, for the same user or another', async () => {
    const { a } = await two();
    await a.sync.setPassword('', 'second');
    expect(a.network.login).toEqual({ ...PLACE, password: 'second' });
    await a.sync.setPassword('countess', 'third');
    expect(a.network.login).toEqual({ ...PLACE, user: 'countess', password: 'third' });
    await a.vault.lock();
    expect((await a.sync.status()).user).toBe('');
  });

  test('an organisation may forbid it', async () => {
    const a = await device();
    a.network.allowed = false;
    expect(await a.sync.connect(PLACE, await a.recoveryKey())).toEqual({ result: 'not-allowed' });
    expect((await a.sync.status()).allowed).toBe(false);
  });
});

test('who disconnects keeps the passkeys, tells the others, and no longer claims a backup', async () => {
  const { a, b } = await two();
  await a.sync.disconnect();
  expect(await a.sync.status()).toMatchObject({ state: 'off', place: 'none' });
  expect(await names(a)).toEqual(['of a', 'of b']);
  const [found] = await a.vault.store.find('example.org');
  expect(found?.backedUp).toBe(false);
  await b.sync.now();
  expect((await b.sync.status()).devices.find(({ isThis }) => !isThis)?.hasLeft).toBe(true);
});

describe('BS, as the passkeys of this device have it,', () => {
  const flags = async ({ vault }: Awaited<ReturnType<typeof device>>) =>
    (await vault.store.find('example.org')).map(({ backedUp }) => backedUp);
  const other = async ({ sync }: Awaited<ReturnType<typeof device>>) =>
    (await sync.status()).devices.find(({ isThis }) => !isThis)?.id ?? '';

  test('stays when the only other device is removed from a server, which still holds a copy', async () => {
    const { a, b, key } = await two();
    expect(await flags(a)).toEqual([true, true]);
    await a.sync.removeDevice(await other(a), key);
    expect(await flags(a)).toEqual([true, true]);
    // The removed one's copies are elsewhere still; what it makes from now on is not.
    await b.sync.now();
    await b.vault.store.add(someSource({ userName: 'alone' }));
    await b.sync.now();
    expect((await flags(b)).sort()).toEqual([false, true, true]);
  });

  test("goes with the only other device in the browser's account, which nobody else is seen to share", async () => {
    const { a, key } = await two({ kind: 'browser' });
    expect(await flags(a)).toEqual([true, true]);
    await a.sync.removeDevice(await other(a), key);
    expect(await flags(a)).toEqual([false, false]);
  });

  test('goes at disconnecting, but for what a file holds, and comes again with the connection', async () => {
    const { a, key } = await two();
    const [first] = await a.vault.list();
    await a.vault.markBackedUp([as(fromBase64url(first?.id ?? ''))]);
    await a.sync.disconnect();
    expect((await flags(a)).sort()).toEqual([false, true]);
    expect(await a.sync.connect(PLACE, key)).toEqual({ result: 'ok', joined: true });
    expect(await flags(a)).toEqual([true, true]);
  });
});

test('the disk holds neither sites nor names nor the password', async () => {
  const { a } = await two();
  const { name, databases } = { name: '', databases: await indexedDB.databases() };
  expect(name).toBe('');
  const texts = await Promise.all(
    databases
      .filter((one) => one.name?.startsWith('sync-'))
      .map(
        (one) =>
          new Promise<string>((resolve, reject) => {
            const request = indexedDB.open(one.name ?? '');
            request.onerror = () => reject(request.error);
            request.onsuccess = () => {
              const all = request.result.transaction('state').objectStore('state').getAll();
              all.onsuccess = () => {
                request.result.close();
                resolve(all.result.map((row: Uint8Array) => Buffer.from(row).toString('latin1')).join('\n'));
              };
            };
          }),
      ),
  );
  expect(texts.join('').length).toBeGreaterThan(1000);
  expect(texts.join('')).not.toMatch(/example\.org|secret|cloud\.example|of a|Device/);
  expect(a.told.length).toBeGreaterThan(0);
});
