import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../../core/bytes';
import { RECORD_VERSION } from '../../core/vault/record-versions';
import type { CredentialSource } from '../../core/webauthn/credential-source';
import { cheapNoble, someSource } from './testing/fake-ports';
import { headerOf, recordIdOf, tagOf, vaultKeyByPin } from './testing/open-by-format';
import { rowsFromJson } from './testing/rows-as-json';
import { PIN, setUp } from './testing/set-up';
import { overwrite, type StoredRows, storedRows } from './testing/stored-rows';
import type { Vault } from './vault';

type RecordRow = {
  id: string;
  revision: number;
  epoch: number;
  version: number;
  tag?: number;
  sealed: Uint8Array;
};

/** D47: whatever is done to the rows on the disk, that record fails closed and says so; the others go on. */
describe('someone who writes to the disk', () => {
  let fixture: ReturnType<typeof setUp>;
  let vault: Vault;
  let victim: CredentialSource;
  let other: CredentialSource;
  let rows: StoredRows;
  let victimId: string;
  let otherId: string;

  beforeEach(async () => {
    fixture = setUp();
    await fixture.vault.make(PIN);
    victim = someSource();
    other = someSource();
    await fixture.vault.store.add(victim);
    await fixture.vault.store.add(other);
    rows = await storedRows(fixture.databaseName);
    const key = vaultKeyByPin(rows, PIN, cheapNoble);
    victimId = recordIdOf(rows, key, victim.id);
    otherId = recordIdOf(rows, key, other.id);
  });

  function row(id: string): RecordRow {
    return rows.records?.find(({ key }) => key === id)?.value as RecordRow;
  }

  async function write(id: string, change: Partial<RecordRow>): Promise<void> {
    const stored = (await storedRows(fixture.databaseName)).records?.find(({ key }) => key === id);
    await overwrite(fixture.databaseName, 'records', id, { ...(stored?.value as RecordRow), ...change });
  }

  async function expectDamage(
    damage: string,
    survivors: readonly CredentialSource[] = [other],
  ): Promise<void> {
    for (vault of [fixture.restarted(), fixture.vault]) {
      const found = await vault.store.find('example.org');
      expect(new Set(found.map(({ source }) => source.userName))).toEqual(
        new Set(survivors.map((source) => source.userName)),
      );
      await expect(vault.details(victim.id)).rejects.toMatchObject({ reason: 'damaged' });
      await expect(
        vault.store.recordUse(victim.id, { signCount: 0, verified: true, origin: 'https://example.org' }),
      ).rejects.toMatchObject({ reason: 'damaged' });
      expect(await vault.damaged()).toContainEqual({
        record: victimId,
        damage,
        summary: expect.objectContaining({ userName: victim.userName }),
      });
    }
  }

  it.each<[string, (row: RecordRow) => Partial<RecordRow>]>([
    ['a bit of the ciphertext', ({ sealed }) => ({ sealed: flip(sealed, 200) })],
    ['a bit of the nonce', ({ sealed }) => ({ sealed: flip(sealed, 0) })],
    ['a bit of the tag', ({ sealed }) => ({ sealed: flip(sealed, sealed.length - 1) })],
    ['the end cut off', ({ sealed }) => ({ sealed: sealed.slice(0, -1) })],
    ['nothing left', () => ({ sealed: new Uint8Array() })],
    ['the epoch', () => ({ epoch: 2 })],
    ['another type of value', () => ({ sealed: 'text' as unknown as Uint8Array })],
  ])('changes %s: unreadable', async (_, change) => {
    await write(victimId, change(row(victimId)));
    await expectDamage('unreadable');
  });

  it('claims a later version: kept for a later Latchkey, and never opened as this one', async () => {
    await write(victimId, { version: RECORD_VERSION + 1 });
    expect(await fixture.vault.store.find('example.org')).toHaveLength(1);
    await expect(fixture.vault.details(victim.id)).rejects.toMatchObject({ reason: 'version-too-new' });
    await fixture.vault.discardDamaged([victimId]);
    expect(await fixture.vault.damaged()).toMatchObject([{ record: victimId, damage: 'version-too-new' }]);
  });

  it('swaps two ciphertexts: both are unreadable', async () => {
    await write(victimId, { sealed: row(otherId).sealed });
    await write(otherId, { sealed: row(victimId).sealed });
    await expectDamage('unreadable', []);
  });

  it('copies one record over another', async () => {
    await write(victimId, { sealed: row(otherId).sealed, revision: row(otherId).revision });
    await expectDamage('unreadable');
  });

  it('copies a record under an id of its own: it is not taken for a passkey', async () => {
    const forged = { ...row(victimId), id: `${victimId.slice(0, -1)}${victimId.endsWith('A') ? 'B' : 'A'}` };
    await overwrite(fixture.databaseName, 'records', forged.id, forged);
    expect(await fixture.restarted().store.find('example.org')).toHaveLength(2);
    expect(await fixture.vault.damaged()).toMatchObject([{ record: forged.id, damage: 'unreadable' }]);
  });

  it('puts back an older revision', async () => {
    await fixture.vault.edit(victim.id, { displayName: 'New', note: '' });
    await write(victimId, row(victimId));
    await expectDamage('old-revision');
  });

  it('puts back an older revision under the newer number', async () => {
    await fixture.vault.edit(victim.id, { displayName: 'New', note: '' });
    await write(victimId, { ...row(victimId), revision: 2 });
    await expectDamage('unreadable');
  });

  it('brings back what was in the trash', async () => {
    await fixture.vault.trash([victim.id]);
    await write(victimId, row(victimId));
    await expectDamage('old-revision');
  });

  it('removes a record', async () => {
    await overwrite(fixture.databaseName, 'records', victimId, undefined);
    await expectDamage('missing');
  });

  it('puts back an older page of the contents', async () => {
    await fixture.vault.edit(victim.id, { displayName: 'New', note: '' });
    for (const { key, value } of rows.contents ?? []) {
      await overwrite(fixture.databaseName, 'contents', key as number, value);
    }
    const vault = fixture.restarted();
    await expect(vault.details(victim.id)).rejects.toMatchObject({ reason: 'damaged' });
    expect(await vault.damaged()).toMatchObject([{ record: victimId, damage: 'old-revision' }]);
  });

  it('damages a page while the vault is locked: nothing stays in memory that could hide it', async () => {
    const { vault } = fixture;
    expect(await vault.list()).toHaveLength(2);
    await vault.lock();
    await overwrite(fixture.databaseName, 'contents', pageNumber(victimId), undefined);
    await vault.unlock(PIN);
    expect((await vault.list()).map(({ id }) => id)).not.toContain(toBase64url(victim.id));
  });

  it('swaps pages, changes or removes one: what it lists is not trusted, and can be taken back', async () => {
    const page = rows.contents?.find(({ key }) => key === pageNumber(victimId));
    const changed = { ...(page?.value as object), revision: 9 };
    for (const value of [changed, undefined]) {
      await overwrite(fixture.databaseName, 'contents', pageNumber(victimId), value);
      const vault = fixture.restarted();
      const lost = await vault.damaged();
      expect(lost).toContainEqual({ record: victimId, damage: 'unlisted', summary: null });
      await expect(vault.details(victim.id)).rejects.toMatchObject({ reason: 'damaged' });
      await vault.acceptDamaged(lost.map(({ record }) => record));
      expect(await vault.damaged()).toEqual([]);
      expect(await vault.details(victim.id)).toMatchObject({ userName: victim.userName });
      expect(await vault.list()).toHaveLength(2);
    }
  });

  it('changes a site tag: the check tells, and the passkey is still found while unlocked', async () => {
    await write(victimId, { tag: (tagOf(rows, 'example.org') + 1) % 0x10000 });
    await fixture.vault.list();
    expect(await fixture.vault.store.find('example.org')).toHaveLength(2);
    expect(await fixture.vault.damaged()).toMatchObject([{ record: victimId, damage: 'tag-changed' }]);
    await fixture.vault.acceptDamaged([victimId]);
    expect(await fixture.vault.damaged()).toEqual([]);
  });

  it('gives the vault another name: nothing opens any more, and nothing is lost', async () => {
    const header = headerOf(rows);
    await overwrite(fixture.databaseName, 'vault', 'header', { ...header, id: new Uint8Array(16) });
    expect(await fixture.vault.state()).toBe('locked');
    expect(await fixture.vault.unlock(PIN)).toMatchObject({ result: 'wrong-pin' });
    await overwrite(fixture.databaseName, 'vault', 'header', header);
    expect(await fixture.vault.unlock(PIN)).toEqual({ result: 'ok' });
    expect(await fixture.vault.list()).toHaveLength(2);
  });

  it('leaves a header of a later format: said so, and untouched', async () => {
    const later = { ...headerOf(rows), format: 2, more: true };
    await overwrite(fixture.databaseName, 'vault', 'header', later);
    const { state, list, pinState } = fixture.vault;
    for (const ask of [state, list, pinState, () => fixture.vault.unlock(PIN)]) {
      await expect(ask()).rejects.toMatchObject({ reason: 'version-too-new' });
    }
    expect(headerOf(await storedRows(fixture.databaseName))).toEqual(later);
  });

  it('leaves rows that can be saved for repair, as they lie in storage and still encrypted', async () => {
    await write(victimId, { revision: 9 });
    await fixture.vault.lock();
    // On the same page of the contents, for another record may well stand on another's.
    const file = await fixture.vault.exportDamaged([victimId, `${victimId.slice(0, 1)}-not-there`]);
    const { format, version, header, records, contents } = rowsFromJson(file) as Record<string, unknown>;
    const now = await storedRows(fixture.databaseName);
    expect({ format, version }).toEqual({ format: 'latchkey damaged records', version: 1 });
    expect(header).toEqual(headerOf(now));
    expect(records).toEqual(
      now.records?.map(({ value }) => value).filter((row) => (row as RecordRow).id === victimId),
    );
    expect(contents).toHaveLength(1);
    for (const clear of ['example.org', victim.userName]) expect(file).not.toContain(clear);
  });

  it('cannot stop the person from discarding what is damaged, or a site from registering anew', async () => {
    await write(victimId, { sealed: flip(row(victimId).sealed, 99) });
    await fixture.vault.acceptDamaged([victimId]);
    expect(await fixture.vault.damaged()).toMatchObject([{ damage: 'unreadable' }]);
    await fixture.vault.discardDamaged([victimId, otherId]);
    expect(await fixture.vault.damaged()).toEqual([]);
    expect(await fixture.vault.list()).toHaveLength(1);
    await fixture.vault.store.add(victim);
    expect(await fixture.vault.list()).toHaveLength(2);
  });
});

function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

function pageNumber(id: string): number {
  return (Buffer.from(id, 'base64url')[0] ?? 0) >> 2;
}
