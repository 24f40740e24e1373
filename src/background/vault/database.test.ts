import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { vaultDatabase } from './database';
import { storedRows } from './testing/stored-rows';

const attempts = { failures: 1, at: 2 };

describe('the database', () => {
  it('keeps all of a transaction or nothing', async () => {
    const database = vaultDatabase('all-or-nothing');
    const failing = database.write(['attempts', 'changes'], async (tx) => {
      await tx.objectStore('attempts').put(attempts, 'pin');
      await tx.objectStore('changes').put(1, 'count');
      throw new Error('half-way');
    });
    await expect(failing).rejects.toMatchObject({ reason: 'storage-failed', cause: { message: 'half-way' } });
    expect((await storedRows('all-or-nothing')).attempts).toEqual([]);
    await database.write(['attempts'], (tx) => tx.objectStore('attempts').put(attempts, 'pin'));
    expect((await storedRows('all-or-nothing')).attempts).toEqual([{ key: 'pin', value: attempts }]);
  });

  it('writes with strict durability', async () => {
    const database = vaultDatabase('strict');
    expect(await database.write(['attempts'], async (tx) => tx.durability)).toBe('strict');
  });

  it('makes way for another version, and tells a later one from a fault', async () => {
    const database = vaultDatabase('versions');
    await database.read(['changes'], (tx) => tx.objectStore('changes').get('count'));
    (await openDB('versions', 7)).close();
    await expect(
      database.read(['changes'], (tx) => tx.objectStore('changes').get('count')),
    ).rejects.toMatchObject({ reason: 'version-too-new', cause: { name: 'VersionError' } });
  });
});
