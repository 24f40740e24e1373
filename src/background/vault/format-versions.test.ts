import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredSource } from '../../core/authenticator/credential-store';
import type { Bytes } from '../../core/bytes';
import { RECORD_VERSION } from '../../core/vault/record-versions';
import type { PasskeySummary } from '../../messages/surface-background';
import { argon2id } from './argon2id';
import {
  nobleArgon2id,
  openRecords,
  vaultKeyByPin,
  vaultKeyByPlatform,
  vaultKeyByRecoveryKey,
} from './testing/open-by-format';
import { layOut, rowsFromJson } from './testing/rows-as-json';
import { setUp } from './testing/set-up';
import { type StoredRows, storedRows } from './testing/stored-rows';
import type { Vault } from './vault';

type Fixture = {
  readonly pin: string;
  readonly recoveryKey: string;
  /** What the authenticator answers for the platform slot, where there is one. */
  readonly prf?: Bytes;
  readonly living: readonly StoredSource[];
  readonly trashed: readonly Partial<PasskeySummary>[];
  readonly rows: StoredRows;
};

// The real Argon2id at its real cost, in two libraries.
vi.setConfig({ testTimeout: 60_000 });

/** Vaults that were made once and stay as they are: what people have on their disks. */
const VERSIONS = [1, 2, 3, 4] as const;

it('there is a fixture of every version', () => {
  expect(VERSIONS.at(-1)).toBe(RECORD_VERSION);
});

describe.each(VERSIONS)('a vault with records of version %i', (version) => {
  const fixture = rowsFromJson(
    readFileSync(new URL(`./testing/vault-v${version}.json`, import.meta.url), 'utf8'),
  ) as Fixture;
  const { living, trashed, rows, pin, recoveryKey, prf } = fixture;
  let vault: Vault;
  let databaseName: string;
  beforeEach(async () => {
    const made = setUp({ argon2id });
    await layOut(made.databaseName, rows);
    ({ vault, databaseName } = made);
  });

  async function expectAll(): Promise<void> {
    const rpIds = [...new Set(living.map(({ source }) => source.rpId))];
    const found = await Promise.all(rpIds.map((rpId) => vault.store.find(rpId)));
    // What came with later versions has its beginning's value.
    expect(found.flat()).toEqual(living.map((stored) => expect.objectContaining(stored)));
    const expected = trashed.map((summary) => expect.objectContaining({ hiddenAt: null, ...summary }));
    expect(await vault.trashed()).toEqual(expected);
    expect(await vault.damaged()).toEqual([]);
  }

  const versionsOnDisk = async () =>
    ((await storedRows(databaseName)).records ?? []).map(
      ({ value }) => (value as { version: number }).version,
    );

  it('opens by its PIN, with all that was in it', async () => {
    expect(living.length).toBeGreaterThanOrEqual(2);
    expect(trashed).toHaveLength(1);
    expect(await vault.state()).toBe('locked');
    expect(await vault.unlock(pin)).toEqual({ result: 'ok' });
    await expectAll();
    // Reading changes nothing on the disk.
    expect(new Set(await versionsOnDisk())).toEqual(new Set([version]));
  });

  it('opens by its recovery key', async () => {
    expect(await vault.unlockWith({ recoveryKey })).toEqual({ result: 'ok' });
    await expectAll();
  });

  it('goes on in the present version, record by record as they change', async () => {
    await vault.unlockWith({ recoveryKey });
    const [first] = await vault.list();
    const id = Buffer.from(first?.id ?? '', 'base64url');
    await vault.edit(new Uint8Array(id) as Parameters<Vault['edit']>[0], { displayName: 'New', note: '' });
    expect((await versionsOnDisk()).filter((now) => now === RECORD_VERSION).length).toBeGreaterThanOrEqual(1);
    await expectAll();
  });

  it('claims a backup file for no passkey of a version that could not say so', async () => {
    await vault.unlockWith({ recoveryKey });
    const records = await vault.records(null);
    const filed = records.filter(({ filedAt }) => filedAt !== null);
    expect(filed).toHaveLength(version < 4 ? 0 : 2);
    expect(filed.every(({ backedUp }) => backedUp)).toBe(true);
  });

  it('is opened by a stranger with other libraries', () => {
    const key = vaultKeyByPin(rows, pin, nobleArgon2id);
    expect(vaultKeyByRecoveryKey(rows, recoveryKey)).toEqual(key);
    if (prf) expect(vaultKeyByPlatform(rows, prf)).toEqual(key);
    const privateKeys = [...openRecords(rows, key).values()].map((content) => content.get(5));
    for (const { source } of living) expect(privateKeys).toContainEqual(source.privateKey);
  });

  it('opens by face or finger, where that was set up', async () => {
    const { platform } = await vault.ways();
    expect(platform).toHaveLength(prf ? 1 : 0);
    for (const { slot } of platform) {
      expect(await vault.unlockWith({ slot, prf: prf ?? new Uint8Array(32) })).toEqual({ result: 'ok' });
      await expectAll();
    }
  });
});
