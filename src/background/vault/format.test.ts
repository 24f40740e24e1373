import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { toBase64url, utf8 } from '../../core/bytes';
import { cheapNoble, someSource } from './testing/fake-ports';
import {
  headerOf,
  openContents,
  openNote,
  openRecords,
  recordIdOf,
  recoveryCheck,
  tagOf,
  vaultKeyByPin,
  vaultKeyByPlatform,
  vaultKeyByRecoveryKey,
} from './testing/open-by-format';
import { newRecoveryKey, PIN, setUp } from './testing/set-up';
import { type StoredRows, storedRows } from './testing/stored-rows';

describe('docs/vault-format.md', () => {
  it('is enough to open a vault by its PIN', async () => {
    const { vault, databaseName } = setUp();
    await vault.make(PIN);
    const source = someSource({ largeBlob: new Uint8Array([1, 2, 3]), credBlob: new Uint8Array([4]) });
    await vault.store.add(source);
    await vault.store.recordUse(source.id, {
      signCount: 7,
      verified: true,
      origin: 'https://login.example.org',
    });
    await vault.edit(source.id, { displayName: 'Work', note: 'Ask Ada' });

    const rows = await storedRows(databaseName);
    const key = vaultKeyByPin(rows, PIN, cheapNoble);
    const id = recordIdOf(rows, key, source.id);
    const content = openRecords(rows, key).get(id) ?? new Map();
    const at = 1_767_225_600_000;
    const expected = [
      ...[source.id, 'example.org', source.userHandle, -7, source.privateKey, true, true, 7, 'Example'],
      ...[source.userName, source.userDisplayName, 1, [source.prf?.withUv, source.prf?.withoutUv]],
      ...[new Uint8Array([4]), new Uint8Array([1, 2, 3]), source.createdAt, 'Work', 'Ask Ada', at],
      ...['https://login.example.org', false, null, null, null, null, true],
    ];
    expect([...content]).toEqual(expected.map((value, index) => [index + 1, value]));
    expect(openContents(rows, key)).toEqual([
      [
        ...[id, 3, toBase64url(source.id), 'example.org', 'Example', source.userName],
        ...[source.userDisplayName, 'Work', source.createdAt, at, null, null],
      ],
    ]);
    expect(rows.records?.map(({ value }) => value)).toMatchObject([
      { id, version: 4, epoch: 1, revision: 3, tag: tagOf(rows, 'example.org') },
    ]);
    expect(rows.attempts).toEqual([{ key: 'pin', value: { failures: 0, at: 0 } }]);
    expect(rows.changes).toEqual([{ key: 'count', value: 3 }]);
  });

  it('is enough to see what was deleted for good, and when', async () => {
    const { vault, databaseName } = setUp();
    await vault.make(PIN);
    const source = someSource();
    await vault.store.add(source);
    await vault.trash([source.id]);
    await vault.purge([source.id]);
    const rows = await storedRows(databaseName);
    const key = vaultKeyByPin(rows, PIN, cheapNoble);
    expect(openContents(rows, key)).toEqual([[toBase64url(source.id), 2, 1_767_225_600_000]]);
    expect(rows.contents).toMatchObject([{ value: { version: 3 } }]);
  });

  it('is enough to open a vault by its recovery key, whose last group checks the others', async () => {
    const { vault, databaseName } = setUp();
    await vault.make(PIN);
    const text = await newRecoveryKey(vault);
    const rows = await storedRows(databaseName);
    expect(vaultKeyByRecoveryKey(rows, text)).toEqual(vaultKeyByPin(rows, PIN, cheapNoble));
    expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
    const bits = [...text.replaceAll('-', '').slice(0, 32)]
      .map((c) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(c).toString(2).padStart(5, '0'))
      .join('');
    const secret = Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
    expect(recoveryCheck(secret)).toBe(text.slice(-4));
  });

  it('is enough to open a vault by what the device’s authenticator answers', async () => {
    const { vault, databaseName } = setUp();
    await vault.make(PIN);
    const random = () => crypto.getRandomValues(new Uint8Array(32));
    const way = { credentialId: random(), prfSalt: random(), prf: random() };
    await vault.addPlatform({ pin: PIN }, way);
    const rows = await storedRows(databaseName);
    expect(vaultKeyByPlatform(rows, way.prf)).toEqual(vaultKeyByPin(rows, PIN, cheapNoble));
    expect(() => vaultKeyByPlatform(rows, random())).toThrow();
  });

  it('is enough to read what was noted while the vault was locked', async () => {
    const { vault, databaseName } = setUp();
    await vault.make(PIN);
    const inbox = await vault.inbox();
    await vault.lock();
    const note = await vault.sealNote(inbox, utf8('{"site":"a.example"}'));
    const rows = await storedRows(databaseName);
    expect(openNote(rows, vaultKeyByPin(rows, PIN, cheapNoble), note)).toBe('{"site":"a.example"}');
  });

  it('says how rows look, to the field', async () => {
    const { vault, databaseName } = setUp();
    await vault.make(PIN);
    await newRecoveryKey(vault);
    const bytes = new Uint8Array(32);
    await vault.addPlatform({ pin: PIN }, { credentialId: bytes, prfSalt: bytes, prf: bytes });
    await vault.store.add(someSource());
    const rows = await storedRows(databaseName);
    expect(shapes(rows)).toEqual({
      attempts: [['at', 'failures']],
      changes: ['number'],
      contents: [['epoch', 'page', 'revision', 'sealed', 'version']],
      records: [['epoch', 'id', 'revision', 'sealed', 'tag', 'version']],
      slots: expect.arrayContaining([
        ['epoch', 'id', 'kdf', 'type', 'wrapped'],
        ['addedAt', 'credentialId', 'epoch', 'id', 'kdf', 'prfSalt', 'type', 'wrapped'],
      ]),
      vault: [['epoch', 'format', 'id', 'tagKey']],
    });
    expect(headerOf(rows)).toMatchObject({ format: 1, epoch: 1 });
  });

  it('hides lengths: content of other lengths gives rows of the same size', async () => {
    const { vault, databaseName } = setUp();
    await vault.make(PIN);
    await vault.store.add(someSource({ userName: 'a' }));
    await vault.store.add(someSource({ userName: 'a much longer name than that@example.org' }));
    const { records = [] } = await storedRows(databaseName);
    expect(records.map(({ value }) => (value as { sealed: Uint8Array }).sealed.length)).toEqual([540, 540]);
  });
});

function shapes(rows: StoredRows) {
  const shape = (value: unknown) =>
    typeof value === 'object' && value !== null ? Object.keys(value).sort() : typeof value;
  return Object.fromEntries(
    Object.entries(rows).map(([store, all]) => [store, all.map(({ value }) => shape(value))]),
  );
}
