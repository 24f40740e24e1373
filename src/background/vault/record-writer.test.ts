import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { toBase64url } from '../../core/bytes';
import { DELETION_KEPT_FOR, pageOf } from '../../core/vault/contents';
import type { RecordId } from '../../core/vault/keys';
import { newRecord } from '../../core/vault/record';
import type { CredentialSource } from '../../core/webauthn/credential-source';
import { vaultDatabase } from './database';
import { recordReader } from './record-reader';
import { recordWriter } from './record-writer';
import { sessionKey } from './session-key';
import { someSource } from './testing/fake-ports';
import { PIN, setUp } from './testing/set-up';
import { overwrite, storedRows } from './testing/stored-rows';
import { unlocking } from './unlocked';
import type { Vault } from './vault';

async function opened() {
  const { vault, platform, session, databaseName } = setUp();
  await vault.make(PIN);
  const database = vaultDatabase(databaseName);
  const unlocked = unlocking(platform, database, sessionKey(session));
  const reader = recordReader(platform, database);
  const writer = recordWriter(platform, database, reader);
  const ids = async (source: CredentialSource) => (await unlocked()).keys.recordId(source.id);
  return { vault, platform, unlocked, writer, reader, databaseName, ids };
}

async function onOnePage(idOf: (source: CredentialSource) => Promise<RecordId>) {
  const first = someSource();
  const page = pageOf(await idOf(first));
  for (;;) {
    const second = someSource();
    if (pageOf(await idOf(second)) === page) return [first, second] as const;
  }
}

async function deleteForGood(vault: Vault, source: CredentialSource): Promise<void> {
  await vault.store.add(source);
  await vault.trash([source.id]);
  await vault.purge([source.id]);
}

test('a vault that was made anew meanwhile takes nothing of the old one', async () => {
  const { unlocked, writer, databaseName } = await opened();
  const vault = await unlocked();
  const source = someSource();
  const id = await vault.keys.recordId(source.id);
  const write = writer.change(vault, async () => {
    await overwrite(databaseName, 'vault', 'header', { ...vault.header, id: new Uint8Array(16) });
    return [{ id, record: newRecord(source) }];
  });
  await expect(write).rejects.toMatchObject({ reason: 'locked' });
  expect((await storedRows(databaseName)).records).toEqual([]);
});

test('a deletion is noted until the passkey comes back, with a later revision, or for two years', async () => {
  const { vault, platform, unlocked, reader, ids } = await opened();
  const [gone, back] = await onOnePage(ids);
  const pages = async () => [...(await reader.read(await unlocked(), 'contents')).pages.values()];
  const noted = async () => Object.fromEntries((await pages()).flatMap(({ deletions }) => [...deletions]));
  const [first, second] = [toBase64url(gone.id), toBase64url(back.id)];
  for (const source of [gone, back]) await deleteForGood(vault, source);
  const deletion = { revision: 2, at: platform.time };
  expect(await noted()).toEqual({ [first]: deletion, [second]: deletion });
  await vault.store.add(back);
  expect(await noted()).toEqual({ [first]: deletion });
  expect((await pages()).flatMap(({ entries }) => [...entries.values()])).toMatchObject([{ revision: 3 }]);
  platform.time += DELETION_KEPT_FOR - 1;
  await vault.trash([back.id]);
  expect(await noted()).toEqual({ [first]: deletion });
  platform.time += 1;
  await vault.purge([back.id]);
  expect(await noted()).toEqual({ [second]: { revision: 4, at: platform.time } });
});

test('keys that were forgotten are derived anew', async () => {
  const { unlocked } = await opened();
  const { keys } = await unlocked();
  expect((await unlocked()).keys).toBe(keys);
  unlocked.forget();
  expect((await unlocked()).keys).not.toBe(keys);
});
