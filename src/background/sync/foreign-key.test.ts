import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { as, fromBase64url } from '../../core/bytes';
import { type Objects, serverRemote } from '../../core/sync/testing/shared-remote';
import type { Proof } from '../../messages/surface-background';
import { syncHandlers } from '../surface/sync-handlers';
import { vaultDatabase } from '../vault/database';
import { someSource } from '../vault/testing/fake-ports';
import { newRecoveryKey, PIN, setUp, wrongPins } from '../vault/testing/set-up';
import { startSync } from './sync';

const AT = { place: 'webdav', url: 'https://cloud.example/', user: 'ada', password: 'secret' } as const;
const RIGHT: Proof = { by: 'pin', pin: PIN };
const WRONG: Proof = { by: 'pin', pin: 'wrong horse' };

let objects: Objects;
let made = 0;
beforeEach(() => {
  objects = new Map();
});

/** A device with an open vault, and what its sync page asks for. */
async function device(passkeys: readonly string[] = []) {
  made += 1;
  const fixture = setUp();
  const { vault, session, platform } = fixture;
  await vault.make(PIN);
  for (const userName of passkeys) await vault.store.add(someSource({ userName }));
  const sync = startSync({
    ...{ platform, session, vault: vault.forSync },
    isUnlocked: async () => (await vault.state()) === 'unlocked',
    isAllowed: async () => true,
    remoteAt: () => serverRemote(objects, { before: () => undefined }),
    fullnessOf: async () => null,
    deviceName: async () => 'a device',
    changed: () => undefined,
    databaseName: `foreign-key-${made}`,
  });
  const handlers = syncHandlers(sync, vault);
  return {
    ...fixture,
    sync,
    connect: (recoveryKey: string, proof: Proof | null = null, at: typeof AT | { place: 'browser' } = AT) =>
      handlers['sync-connect']({ type: 'sync-connect', at, recoveryKey, proof }),
    passkeys: async () => (await vault.list()).map(({ userName }) => userName),
  };
}

/** The recovery key of a group that someone has prepared at the place. */
async function strangersKey(): Promise<string> {
  const stranger = await device();
  const key = await newRecoveryKey(stranger.vault);
  expect(await stranger.connect(key)).toEqual({ result: 'ok', joined: false });
  return key;
}

test.each([
  ['no proof', null, 'missing'],
  ['a wrong PIN', WRONG, 'wrong-pin'],
  ['the typed key itself', 'key', 'wrong-key'],
] as const)('with %s another key takes nothing out, and lets nobody in', async (_, shown, refusal) => {
  const foreign = await strangersKey();
  const mine = await device(['one']);
  const own = await newRecoveryKey(mine.vault);
  const before = new Map(objects);
  const proof = shown === 'key' ? ({ by: 'recovery-key', recoveryKey: foreign } as const) : shown;
  for (const at of [AT, { place: 'browser' }] as const) {
    expect(await mine.connect(foreign, proof, at)).toMatchObject({
      result: 'not-verified',
      proof: { result: refusal },
    });
  }
  expect(objects).toEqual(before);
  expect((await mine.sync.status()).state).toBe('off');
  await mine.vault.lock();
  expect(await mine.vault.unlockWith({ recoveryKey: foreign })).toEqual({ result: 'wrong-key' });
  expect(await mine.vault.unlockWith({ recoveryKey: own })).toEqual({ result: 'ok' });
});

test('with a proof the device joins, and has the one recovery key of all', async () => {
  const foreign = await strangersKey();
  const mine = await device(['one']);
  const own = await newRecoveryKey(mine.vault);
  expect(await mine.connect(foreign, RIGHT)).toEqual({ result: 'ok', joined: true });
  expect((await mine.sync.status()).state).toBe('up-to-date');
  await mine.vault.lock();
  expect(await mine.vault.unlockWith({ recoveryKey: own })).toEqual({ result: 'wrong-key' });
  expect(await mine.vault.unlockWith({ recoveryKey: foreign })).toEqual({ result: 'ok' });
});

test("the vault's own key is the proof, and no other is looked at", async () => {
  const mine = await device(['one']);
  const own = await newRecoveryKey(mine.vault);
  expect(await mine.connect(own, WRONG)).toEqual({ result: 'ok', joined: false });
  expect((await mine.vault.pinState()).attemptsLeft).toBe(8);
});

test('a key that is drawn and not yet confirmed is not the own one', async () => {
  const mine = await device(['one']);
  await newRecoveryKey(mine.vault);
  const drawn = await mine.vault.newRecoveryKey({ pin: PIN });
  expect(await mine.connect('recoveryKey' in drawn ? drawn.recoveryKey : '')).toEqual({
    result: 'wrong-key',
  });
});

test('a wrong key or place costs no try of the PIN; a wrong PIN costs one, as everywhere', async () => {
  const mine = await device(['one']);
  const stranger = await device();
  const unknown = await newRecoveryKey(stranger.vault);
  expect(await mine.connect(unknown, WRONG)).toEqual({ result: 'wrong-key' });
  expect(await mine.connect('AAAA', WRONG)).toEqual({ result: 'mistyped-key' });
  expect((await mine.vault.pinState()).attemptsLeft).toBe(8);
  await wrongPins(mine, 7);
  const foreign = await strangersKey();
  expect(await mine.connect(foreign, WRONG)).toMatchObject({
    result: 'not-verified',
    proof: { result: 'blocked', pin: { attemptsLeft: 0 } },
  });
});

test('a vault that was just made joins without', async () => {
  const foreign = await strangersKey();
  const fresh = await device();
  expect(await fresh.connect(foreign)).toEqual({ result: 'ok', joined: true });
});

test('one that holds a passkey in the trash alone does not', async () => {
  const foreign = await strangersKey();
  const mine = await device(['one']);
  const [passkey] = await mine.vault.list();
  await mine.vault.trash([as(fromBase64url(passkey?.id ?? ''))]);
  expect(await mine.passkeys()).toEqual([]);
  expect(await mine.connect(foreign)).toMatchObject({ result: 'not-verified' });
});

test('nor does one that has lost its contents, and not its records', async () => {
  const foreign = await strangersKey();
  const mine = await device(['one']);
  await mine.vault.lock();
  await vaultDatabase(mine.databaseName).write(['contents'], (tx) => tx.objectStore('contents').clear());
  await mine.vault.unlock(PIN);
  expect(await mine.passkeys()).toEqual([]);
  expect(await mine.connect(foreign)).toMatchObject({ result: 'not-verified' });
});

test('nor does one with no passkey and a recovery key, whose place the other would take', async () => {
  const foreign = await strangersKey();
  const mine = await device();
  await newRecoveryKey(mine.vault);
  expect(await mine.connect(foreign)).toMatchObject({ result: 'not-verified' });
});

test('who disconnects cannot connect elsewhere without', async () => {
  const mine = await device(['one']);
  const own = await newRecoveryKey(mine.vault);
  expect(await mine.connect(own)).toMatchObject({ result: 'ok' });
  await mine.sync.disconnect();
  expect(await mine.connect(await strangersKey())).toMatchObject({ result: 'not-verified' });
});
