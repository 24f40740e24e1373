import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../../core/bytes';
import { VaultError } from '../../core/vault/error';
import { someSource } from './testing/fake-ports';
import { PIN, setUp } from './testing/set-up';
import { storedRows } from './testing/stored-rows';
import { openVault, type Vault } from './vault';

const DAY = 24 * 60 * 60 * 1000;
let fixture: ReturnType<typeof setUp>;
let vault: Vault;
const source = someSource();
const other = someSource();

beforeEach(async () => {
  fixture = setUp();
  vault = fixture.vault;
  await vault.make(PIN);
  await vault.store.add(source);
  await vault.store.add(other);
});

async function ids(list: () => ReturnType<Vault['list']>): Promise<ReadonlySet<string>> {
  return new Set((await list()).map(({ id }) => id));
}

const both = new Set([toBase64url(source.id), toBase64url(other.id)]);
const none = new Set<string>();

describe('passkeys', () => {
  it('are listed and described without anything secret', async () => {
    const summary = {
      id: toBase64url(source.id),
      rpId: 'example.org',
      rpName: 'Example',
      userName: source.userName,
      userDisplayName: source.userDisplayName,
      displayName: '',
      createdAt: source.createdAt,
      lastUsedAt: null,
      hiddenAt: null,
    };
    expect(await vault.list()).toContainEqual(summary);
    expect(await vault.details(source.id)).toEqual({
      ...summary,
      ...{ note: '', alg: -7, discoverable: true, backupEligible: true, backedUp: false, signCount: 0 },
      ...{ lastUsedOrigin: null, lastUsedVerified: null, hasPrf: true },
      ...{ hasLargeBlob: false, hasCredBlob: false, credProtect: 1 },
    });
    expect(await vault.details(someSource().id)).toBeNull();
  });

  it('can come in parts, with those that a host can ask for', async () => {
    await vault.store.add(someSource({ rpId: 'shop.example' }));
    const all = await vault.list();
    expect(await vault.part(0, 2, null)).toEqual({ passkeys: all.slice(0, 2), total: 3 });
    expect(await vault.part(2, 2, null)).toEqual({ passkeys: all.slice(2), total: 3 });
    const ofHost = await vault.part(0, 0, 'www.shop.example');
    expect(ofHost.passkeys.map(({ rpId }) => rpId)).toEqual(['shop.example']);
  });

  it('carry the name and note a person gives them', async () => {
    await vault.edit(source.id, { displayName: 'Work', note: 'Two\nlines' });
    expect(await fixture.restarted().details(source.id)).toMatchObject({
      displayName: 'Work',
      note: 'Two\nlines',
    });
    expect((await vault.list()).map(({ displayName }) => displayName).sort()).toEqual(['', 'Work']);
    // One that another page changed meanwhile is not put back.
    await vault.edit(source.id, { note: '' });
    expect(await vault.details(source.id)).toMatchObject({ displayName: 'Work', note: '' });
    await expect(vault.edit(someSource().id, { displayName: '', note: '' })).rejects.toMatchObject({
      reason: 'not-found',
    });
  });

  it('go to the trash and come back', async () => {
    await vault.trash([source.id, other.id]);
    expect(await ids(vault.list)).toEqual(none);
    expect(await ids(vault.trashed)).toEqual(both);
    expect(await vault.details(source.id)).not.toBeNull();
    await vault.restore([source.id, other.id]);
    expect(await ids(vault.list)).toEqual(both);
    expect(await ids(vault.trashed)).toEqual(none);
    expect(await vault.store.find('example.org')).toHaveLength(2);
  });

  it('go to the trash together or not at all', async () => {
    await expect(vault.trash([source.id, someSource().id])).rejects.toMatchObject({ reason: 'not-found' });
    expect(await ids(vault.list)).toEqual(both);
  });

  it('leave the trash when the person says so, and never from elsewhere', async () => {
    await vault.trash([source.id]);
    expect(await vault.trashed()).toMatchObject([
      { deletedAt: fixture.platform.time, goneAt: fixture.platform.time + 30 * 24 * 60 * 60 * 1000 },
    ]);
    await vault.purge([source.id, other.id, someSource().id]);
    expect(await vault.trashed()).toEqual([]);
    expect(await vault.list()).toHaveLength(1);
    await expect(vault.restore([source.id])).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('leave the trash for good after 30 days, counted from when they went in', async () => {
    await vault.trash([source.id]);
    fixture.platform.time += 29 * DAY;
    await vault.trash([source.id, other.id]);
    fixture.platform.time += DAY - 1;
    await vault.clearOldTrash();
    expect(await ids(vault.trashed)).toEqual(both);
    fixture.platform.time += 1;
    await vault.clearOldTrash();
    expect(await ids(vault.trashed)).toEqual(new Set([toBase64url(other.id)]));
    const { records } = await storedRows(fixture.databaseName);
    expect(records).toHaveLength(1);
    expect(await fixture.restarted().damaged()).toEqual([]);
    await expect(vault.restore([source.id])).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('stay in the trash for as long as the person is asked about them', async () => {
    let inDoubt = [toBase64url(source.id)];
    const kept = openVault({ ...fixture.ports, inDoubt: async () => inDoubt });
    await kept.trash([source.id, other.id]);
    fixture.platform.time += 31 * DAY;
    await kept.tidy();
    expect(await ids(kept.trashed)).toEqual(new Set(inDoubt));
    inDoubt = [];
    await kept.tidy();
    expect(await ids(kept.trashed)).toEqual(none);
  });

  it('stay in the trash where it cannot be known whether the person is asked', async () => {
    const inDoubt = () => Promise.reject(new VaultError('locked'));
    const kept = openVault({ ...fixture.ports, inDoubt });
    await kept.trash([source.id]);
    fixture.platform.time += 31 * DAY;
    await kept.tidy();
    expect(await ids(kept.trashed)).toEqual(new Set([toBase64url(source.id)]));
  });

  it('are cleared from the trash by themselves at an unlock', async () => {
    await vault.trash([source.id]);
    await vault.lock();
    fixture.platform.time += 30 * DAY;
    await vault.unlock(PIN);
    await vault.tidy();
    expect(await ids(vault.trashed)).toEqual(none);
  });
});
