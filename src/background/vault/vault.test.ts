import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url, utf8 } from '../../core/bytes';
import type { CredentialSource } from '../../core/webauthn/credential-source';
import { failingStorage } from './testing/failing-storage';
import { memorySession, someSource } from './testing/fake-ports';
import { newRecoveryKey, PIN, setUp } from './testing/set-up';
import { storedRows } from './testing/stored-rows';
import { openVault, type Vault } from './vault';

let fixture: ReturnType<typeof setUp>;
let vault: Vault;
beforeEach(() => {
  fixture = setUp();
  vault = fixture.vault;
});

async function sourcesFor(opened: Vault, rpId = 'example.org'): Promise<readonly CredentialSource[]> {
  return (await opened.store.find(rpId)).map(({ source }) => source);
}

describe('a vault', () => {
  it('is made once, and left unlocked', async () => {
    expect(await vault.state()).toBe('none');
    expect(await vault.pinState()).toEqual({ attemptsLeft: 8, waitUntil: null });
    await expect(vault.unlock(PIN)).rejects.toMatchObject({ reason: 'no-vault' });
    expect(await vault.make('123456')).toEqual({ result: 'refused', reason: 'too-simple' });
    expect(await vault.state()).toBe('none');
    expect(await vault.make(PIN)).toEqual({ result: 'ok' });
    expect(await vault.state()).toBe('unlocked');
    await expect(vault.make(PIN)).rejects.toMatchObject({ reason: 'vault-exists' });
  });

  it('is made once by two windows at the same moment', async () => {
    const results = await Promise.allSettled([vault.make(PIN), openVault(fixture.ports).make(PIN)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await storedRows(fixture.databaseName)).slots).toHaveLength(1);
    expect(await fixture.restarted().unlock(PIN)).toEqual({ result: 'ok' });
  });

  it('stays unlocked across a restart of the worker, and is locked with the browser', async () => {
    await vault.make(PIN);
    const source = someSource();
    await vault.store.add(source);
    expect(await sourcesFor(fixture.restarted())).toEqual([source]);
    const closed = openVault({ ...fixture.ports, session: memorySession() });
    expect(await closed.state()).toBe('locked');
    for (const read of [
      closed.list,
      closed.trashed,
      closed.damaged,
      () => closed.store.find('example.org'),
    ]) {
      await expect(read()).rejects.toMatchObject({ reason: 'locked' });
    }
    expect(await closed.unlock(PIN)).toEqual({ result: 'ok' });
    expect(await sourcesFor(closed)).toEqual([source]);
  });

  it('locks, and leaves nothing in the session area', async () => {
    await vault.make(PIN);
    expect(fixture.session.values.size).toBe(1);
    await vault.lock();
    expect(await vault.state()).toBe('locked');
    expect(fixture.session.values.size).toBe(0);
    await expect(vault.list()).rejects.toMatchObject({ reason: 'locked' });
    expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
  });

  it('tells of being made, locked and unlocked, but not of a PIN that only verifies or is wrong', async () => {
    const told: string[] = [];
    vault.onChange((what) => told.push(what));
    await vault.make(PIN);
    await vault.unlock(PIN);
    await vault.lock();
    await vault.unlock('wrong horse');
    await vault.unlock(PIN);
    await vault.store.add(someSource());
    await vault.trash([]);
    expect(told).toEqual(['state', 'state', 'state', 'passkeys']);
  });

  it('tells which changes sync brought, also beside others and where it brought none', async () => {
    await vault.make(PIN);
    const told: string[] = [];
    vault.onChange((what, by) => told.push(`${what} ${by}`));
    const source = someSource();
    const bring = (note?: string) =>
      vault.forSync.records.apply([toBase64url(source.id)], (_key, current) =>
        current && note !== undefined ? { ...current, note } : undefined,
      );
    await Promise.all([vault.store.add(source), bring()]);
    await bring('from afar');
    await vault.trash([source.id]);
    expect(told).toEqual(['passkeys here', 'passkeys sync', 'passkeys here']);
  });

  it('takes the PIN however its letters were composed', async () => {
    await vault.make('z\u0308ahlwerk');
    expect(await vault.unlock('z\u0308ahlwerk'.normalize('NFC'))).toEqual({ result: 'ok' });
    expect(await vault.unlock('Z\u0308ahlwerk')).toMatchObject({ result: 'wrong-pin' });
  });

  it('whose session key is no key is locked', async () => {
    await vault.make(PIN);
    for (const value of [null, 'text', { vault: 'x', key: 'y' }, { key: 3 }]) {
      await fixture.session.set('vault', value);
      expect(await fixture.restarted().state()).toBe('locked');
    }
  });

  it('was deleted under us: there is none, and a new one can be made', async () => {
    await vault.make(PIN);
    await vault.store.add(someSource());
    await vault.list();
    await deleteDB(fixture.databaseName);
    expect(await vault.state()).toBe('none');
    await expect(vault.list()).rejects.toMatchObject({ reason: 'no-vault' });
    expect(await vault.make(PIN)).toEqual({ result: 'ok' });
    expect(await vault.list()).toEqual([]);
  });

  it('that the browser cleared is told from one that never was', async () => {
    let marked = false;
    const mark = {
      isSet: async () => marked,
      set: async () => {
        marked = true;
      },
      clear: async () => {
        marked = false;
      },
    };
    const marking = openVault({ ...fixture.ports, mark });
    expect(await marking.status()).toMatchObject({ state: 'none', lost: false });
    await marking.make(PIN);
    expect(await marking.status()).toMatchObject({ state: 'unlocked', lost: false });
    await deleteDB(fixture.databaseName);
    expect(await marking.status()).toMatchObject({ state: 'none', lost: true });
    expect(await marking.make(PIN)).toEqual({ result: 'ok' });
    expect(await marking.status()).toMatchObject({ state: 'unlocked', lost: false });
  });

  it('that the browser lets us keep nothing of says so, and is no new one', async () => {
    await failingStorage(async (failing) => {
      failing.when = (call) => call === 'open';
      for (const ask of [vault.status, vault.list, () => vault.make(PIN), () => vault.unlock(PIN)])
        await expect(ask()).rejects.toMatchObject({ reason: 'storage-refused' });
    });
    expect(await vault.state()).toBe('none');
  });

  it('of a later Latchkey is left alone', async () => {
    await vault.make(PIN);
    (await openDB(fixture.databaseName, 2)).close();
    for (const ask of [
      vault.state,
      vault.list,
      vault.pinState,
      () => vault.make(PIN),
      () => vault.unlock(PIN),
    ]) {
      await expect(ask()).rejects.toMatchObject({ reason: 'version-too-new' });
    }
    expect((await storedRows(fixture.databaseName)).slots).toHaveLength(1);
  });
});

describe('what lies on the disk', () => {
  it('holds nothing that identifies, and no key', async () => {
    await vault.make(PIN);
    const source = someSource({
      rpId: 'clinic.example',
      rpName: 'The Clinic',
      largeBlob: utf8('a large blob'),
    });
    await vault.store.add(source);
    await vault.store.recordUse(source.id, {
      signCount: 1,
      verified: true,
      origin: 'https://login.clinic.example',
    });
    await vault.edit(source.id, { displayName: 'My clinic', note: 'Ask for Ada' });
    const recoveryKey = await newRecoveryKey(vault);
    await vault.trash([source.id]);
    const bytes = flatten(await storedRows(fixture.databaseName));
    const held = fixture.session.values.get('vault') as { key: string };
    const secrets = [
      ...[
        'clinic.example',
        'The Clinic',
        source.userName,
        source.userDisplayName,
        'My clinic',
        'Ask for Ada',
      ],
      ...[
        'a large blob',
        PIN,
        recoveryKey,
        recoveryKey.replaceAll('-', ''),
        held.key,
        Buffer.from(held.key, 'base64url'),
      ],
      ...[source.id, toBase64url(source.id), source.userHandle ?? '', source.privateKey.subarray(20, 40)],
      ...[source.prf?.withUv ?? '', source.prf?.withoutUv ?? ''],
    ];
    for (const secret of secrets) {
      const needle = Buffer.from(secret);
      expect(needle.length).toBeGreaterThan(3);
      expect(bytes.includes(needle), String(secret)).toBe(false);
    }
    // The same search does find what is there.
    expect(bytes.includes('argon2id')).toBe(true);
  });

  it.each([10, 200])('is less than 1 kB for a usual passkey among %d', async (count) => {
    await vault.make(PIN);
    for (let made = 0; made < count; made += 1)
      await vault.store.add(someSource({ rpId: `site-${made}.example` }));
    const { records, contents } = await storedRows(fixture.databaseName);
    expect(flatten({ records, contents }).length / count).toBeLessThan(1000);
  });
});

/** All bytes and texts within a value, one after the other. */
function flatten(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value !== 'object' || value === null) return Buffer.from(String(value));
  return Buffer.concat(Object.entries(value).flatMap(([name, part]) => [Buffer.from(name), flatten(part)]));
}
