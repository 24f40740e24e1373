import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CredentialId, toBase64url } from '../../core/bytes';
import { type Objects, serverRemote } from '../../core/sync/testing/shared-remote';
import { pageOf } from '../../core/vault/contents';
import { TRASH_KEPT_FOR } from '../../core/vault/record';
import { cheapNoble, someSource } from '../vault/testing/fake-ports';
import { recordIdOf, vaultKeyByPin } from '../vault/testing/open-by-format';
import { newRecoveryKey, PIN, setUp } from '../vault/testing/set-up';
import { overwrite, storedRows } from '../vault/testing/stored-rows';
import type { Place } from './place';
import { startSync } from './sync';

const PLACE: Place = { kind: 'webdav', url: 'https://cloud.example/latchkey/', user: 'ada', password: 's' };
let objects: Objects;
let made = 0;
beforeEach(() => {
  objects = new Map();
});

/** A device with a real vault. Whatever it does, it does as a new worker, which has nothing in memory. */
async function device() {
  made += 1;
  const { restarted, session, platform, databaseName, pass } = setUp();
  const name = `damage-${made}`;
  const sync = () =>
    startSync({
      ...{ platform, session, vault: restarted().forSync, databaseName: name, changed: () => undefined },
      ...{ isUnlocked: async () => true, isAllowed: async () => true, deviceName: async () => name },
      ...{ remoteAt: () => serverRemote(objects), fullnessOf: async () => null },
    });
  await restarted().make(PIN);
  const rows = await storedRows(databaseName);
  const key = vaultKeyByPin(rows, PIN, cheapNoble);
  return {
    sync,
    pass,
    vault: restarted,
    ids: async () => (await restarted().list()).map(({ id }) => id).sort(),
    /** Where the passkey's record lies. */
    placeOf: (id: CredentialId) => recordIdOf(rows, key, id),
    rowOf: async (store: string, at: unknown) =>
      (await storedRows(databaseName))[store]?.find((row) => row.key === at)?.value as object,
    overwrite: (store: string, at: IDBValidKey, value: unknown) => overwrite(databaseName, store, at, value),
  };
}
type Device = Awaited<ReturnType<typeof device>>;
type Source = ReturnType<typeof someSource>;

const idsOf = (...sources: readonly Source[]) => sources.map(({ id }) => toBase64url(id)).sort();

/** Two devices that both hold two passkeys, which are listed on different pages of the first one's contents. */
async function two() {
  const a = await device();
  const key = await newRecoveryKey(a.vault());
  const one = someSource();
  const other = sourceOn(a, (page) => page !== pageOf(a.placeOf(one.id)));
  for (const source of [one, other]) await a.vault().store.add(source);
  await a.sync().connect(PLACE, key);
  const b = await device();
  expect(await b.sync().connect(PLACE, key)).toEqual({ result: 'ok', joined: true });
  await settle(a, b);
  expect(await b.ids()).toEqual(idsOf(one, other));
  return { a, b, one, other, page: pageOf(a.placeOf(one.id)) };
}

function sourceOn({ placeOf }: Device, fits: (page: number) => boolean): Source {
  for (;;) {
    const source = someSource();
    if (fits(pageOf(placeOf(source.id)))) return source;
  }
}

async function settle(...devices: readonly Device[]): Promise<void> {
  for (const one of [...devices, ...devices]) {
    await one.sync().now();
    expect((await one.sync().status()).state).toBe('up-to-date');
  }
}

async function deleteForGood({ vault }: Device, { id }: Source): Promise<void> {
  await vault().trash([id]);
  await vault().purge([id]);
}

const damages: readonly (readonly [string, (a: Device, page: number) => Promise<void>])[] = [
  ['is gone', ({ overwrite }, page) => overwrite('contents', page, undefined)],
  [
    'cannot be opened',
    async ({ overwrite, rowOf }, page) =>
      overwrite('contents', page, { ...(await rowOf('contents', page)), sealed: new Uint8Array(300) }),
  ],
];

describe.each(damages)('a page of the contents that %s', (_, damage) => {
  test('deletes nothing, here or elsewhere, and what was on it can be taken back', async () => {
    const { a, b, one, other, page } = await two();
    await damage(a, page);
    await settle(a, b);
    expect(await b.ids()).toEqual(idsOf(one, other));
    const damaged = await a.vault().damaged();
    expect(damaged).toEqual([{ record: a.placeOf(one.id), damage: 'unlisted', summary: null }]);
    await a.vault().acceptDamaged([a.placeOf(one.id)]);
    await settle(a, b);
    for (const device of [a, b]) expect(await device.ids()).toEqual(idsOf(one, other));
  });

  test('deletes nothing once something new is listed on it, from here or from afar', async () => {
    const { a, b, one, other, page } = await two();
    const news = [sourceOn(a, (its) => its === page), sourceOn(a, (its) => its === page)] as const;
    await damage(a, page);
    await a.vault().store.add(news[0]);
    await b.vault().store.add(news[1]);
    await settle(b, a, b);
    expect(await b.ids()).toEqual(idsOf(one, other, ...news));
    expect(await a.ids()).toEqual(idsOf(other, ...news));
  });

  test('deletes nothing, even where the records are gone with it', async () => {
    const { a, b, one, other, page } = await two();
    await damage(a, page);
    await a.overwrite('records', a.placeOf(one.id), undefined);
    await settle(a, b);
    await a.vault().store.add(sourceOn(a, (its) => its === page));
    await settle(a, b);
    expect(await b.ids()).toEqual(expect.arrayContaining(idsOf(one, other)));
  });

  test('keeps no deletion of another passkey back', async () => {
    const { a, b, one, other, page } = await two();
    await damage(a, page);
    await deleteForGood(a, other);
    await settle(a, b);
    expect(await b.ids()).toEqual(idsOf(one));
    expect(await b.vault().trashed()).toEqual([]);
  });
});

test('a record that is gone, and that the person discards as damaged, is no deletion elsewhere', async () => {
  const { a, b, one, other } = await two();
  await a.overwrite('records', a.placeOf(one.id), undefined);
  await a.vault().discardDamaged([a.placeOf(one.id)]);
  expect(await a.vault().damaged()).toEqual([]);
  await settle(a, b);
  expect(await b.ids()).toEqual(idsOf(one, other));
});

describe('a deletion for good', () => {
  test('travels, and so does the one after 30 days in the trash', async () => {
    const { a, b, one, other } = await two();
    await deleteForGood(a, one);
    await a.vault().trash([other.id]);
    await settle(a, b);
    expect(await b.ids()).toEqual([]);
    expect((await b.vault().trashed()).map(({ id }) => id)).toEqual(idsOf(other));
    a.pass(TRASH_KEPT_FOR);
    await a.vault().clearOldTrash();
    await settle(a, b);
    expect(await b.vault().trashed()).toEqual([]);
  });

  test('is no longer one when the passkey comes back, whatever page is put back', async () => {
    const { a, b, one, other, page } = await two();
    await deleteForGood(a, one);
    const noted = await a.rowOf('contents', page);
    await a.vault().store.add(one);
    await settle(a, b);
    for (const device of [a, b]) expect(await device.ids()).toEqual(idsOf(one, other));
    await a.overwrite('contents', page, noted);
    await settle(a, b);
    expect(await b.ids()).toEqual(idsOf(one, other));
  });
});
