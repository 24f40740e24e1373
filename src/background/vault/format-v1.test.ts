import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredSource } from '../../core/authenticator/credential-store';
import type { PasskeySummary } from '../../messages/surface-background';
import { argon2id } from './argon2id';
import { nobleArgon2id, openRecords, vaultKeyByPin, vaultKeyByRecoveryKey } from './testing/open-by-format';
import { layOut, rowsFromJson } from './testing/rows-as-json';
import { setUp } from './testing/set-up';
import type { StoredRows } from './testing/stored-rows';
import type { Vault } from './vault';

type Fixture = {
  readonly pin: string;
  readonly recoveryKey: string;
  readonly living: readonly StoredSource[];
  readonly trashed: readonly PasskeySummary[];
  readonly rows: StoredRows;
};

// The real Argon2id at its real cost, in two libraries.
vi.setConfig({ testTimeout: 60_000 });

/** A vault that was made once and stays as it is: what people have on their disks. */
const fixture = rowsFromJson(
  readFileSync(new URL('./testing/vault-v1.json', import.meta.url), 'utf8'),
) as Fixture;

describe('a vault of format version 1', () => {
  let vault: Vault;
  beforeEach(async () => {
    const made = setUp({ argon2id });
    await layOut(made.databaseName, fixture.rows);
    vault = made.vault;
  });

  async function expectAll(): Promise<void> {
    const rpIds = [...new Set(fixture.living.map(({ source }) => source.rpId))];
    const found = await Promise.all(rpIds.map((rpId) => vault.store.find(rpId)));
    expect(found.flat()).toEqual(fixture.living);
    // What came with later versions has its beginning's value.
    const trashed = fixture.trashed.map((summary) => ({ ...summary, hiddenAt: null }));
    expect(await vault.trashed()).toEqual(trashed);
    expect(await vault.damaged()).toEqual([]);
  }

  it('opens by its PIN, with all that was in it', async () => {
    expect(fixture.living).toHaveLength(2);
    expect(fixture.trashed).toHaveLength(1);
    expect(await vault.state()).toBe('locked');
    expect(await vault.unlock(fixture.pin)).toEqual({ result: 'ok' });
    await expectAll();
  });

  it('opens by its recovery key', async () => {
    expect(await vault.unlockWith({ recoveryKey: fixture.recoveryKey })).toEqual({ result: 'ok' });
    await expectAll();
  });

  it('is opened by a stranger with other libraries', () => {
    const key = vaultKeyByPin(fixture.rows, fixture.pin, nobleArgon2id);
    expect(vaultKeyByRecoveryKey(fixture.rows, fixture.recoveryKey)).toEqual(key);
    const privateKeys = [...openRecords(fixture.rows, key).values()].map((content) => content.get(5));
    for (const { source } of fixture.living) expect(privateKeys).toContainEqual(source.privateKey);
  });
});
