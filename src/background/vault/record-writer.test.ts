import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { newRecord } from '../../core/vault/record';
import { vaultDatabase } from './database';
import { recordReader } from './record-reader';
import { recordWriter } from './record-writer';
import { sessionKey } from './session-key';
import { someSource } from './testing/fake-ports';
import { PIN, setUp } from './testing/set-up';
import { overwrite, storedRows } from './testing/stored-rows';
import { unlocking } from './unlocked';

async function opened() {
  const { vault, platform, session, databaseName } = setUp();
  await vault.make(PIN);
  const database = vaultDatabase(databaseName);
  const unlocked = unlocking(platform, database, sessionKey(session));
  const writer = recordWriter(platform, database, recordReader(platform, database));
  return { unlocked, writer, databaseName };
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

test('keys that were forgotten are derived anew', async () => {
  const { unlocked } = await opened();
  const { keys } = await unlocked();
  expect((await unlocked()).keys).toBe(keys);
  unlocked.forget();
  expect((await unlocked()).keys).not.toBe(keys);
});
