import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { own, utf8 } from '../../core/bytes';
import { overwrite, storedRows } from '../vault/testing/stored-rows';
import { openDesk } from './testing/visitor';

const cxf = own(readFileSync(new URL('../../core/exchange/testing/files/cxf/plain.json', import.meta.url)));
type Change = Parameters<Awaited<ReturnType<typeof openDesk>>['vault']['edit']>[1];

describe('import meets a damaged vault', () => {
  let desk: Awaited<ReturnType<typeof openDesk>>;
  beforeEach(async () => {
    desk = await openDesk();
    expect(await write(cxf)).toMatchObject({ added: 2 });
  });

  async function standings(bytes: Uint8Array) {
    const news = await desk.visit(desk.restarted()).read(bytes);
    if (news.news !== 'summary') throw new Error(JSON.stringify(news));
    return news.summary.items.map(({ standing, reason }) => reason ?? standing);
  }

  async function write(bytes: Uint8Array) {
    const page = desk.visit(desk.restarted());
    await page.read(bytes);
    return page.write({ take: 'file' });
  }

  const rows = () => storedRows(desk.databaseName);

  /** Every page of the contents is gone, so no record counts any longer. */
  async function unlist() {
    for (const { key } of (await rows()).contents ?? []) {
      await overwrite(desk.databaseName, 'contents', Number(key), undefined);
    }
    expect(await desk.restarted().list()).toEqual([]);
  }

  async function changeRows(change: object) {
    for (const { key, value } of (await rows()).records ?? []) {
      await overwrite(desk.databaseName, 'records', String(key), { ...(value as object), ...change });
    }
  }

  async function editFirst(words: Change) {
    const [record] = await desk.vault.records(null);
    if (!record) throw new Error('no record');
    await desk.vault.edit(record.id, words);
    return record.id;
  }

  it('never overwrites what a later Latchkey has written', async () => {
    await changeRows({ version: 99 });
    const before = await rows();
    expect(await standings(cxf)).toEqual(['version-too-new', 'version-too-new']);
    expect(await write(cxf)).toEqual({ news: 'written', added: 0, changed: 0 });
    expect(await rows()).toEqual(before);
  });

  it('takes back a record that has the same key and does not count, with what the file leaves out', async () => {
    const id = await editFirst({ displayName: 'mine', note: '' });
    await unlist();
    expect(await standings(cxf)).toEqual(['new', 'new']);
    expect(await write(cxf)).toMatchObject({ added: 2 });
    const vault = desk.restarted();
    expect(await vault.damaged()).toEqual([]);
    expect(await vault.details(id)).toMatchObject({ displayName: 'mine' });
  });

  it('never overwrites a record that has another key, even if it does not count', async () => {
    const json = JSON.parse(Buffer.from(cxf).toString('utf8'));
    const [first, second] = json.accounts[0].items;
    const passkey = first.credentials.find(({ type }: { type: string }) => type === 'passkey');
    second.credentials[0].credentialId = passkey.credentialId;
    json.accounts[0].items = [second];
    await unlist();
    const before = await rows();
    expect(await standings(utf8(JSON.stringify(json)))).toEqual(['id-taken']);
    expect(await write(utf8(JSON.stringify(json)))).toMatchObject({ added: 0, changed: 0 });
    expect(await rows()).toEqual(before);
  });

  it('heals what can no longer be opened', async () => {
    await changeRows({ sealed: new Uint8Array(300) });
    expect(await standings(cxf)).toEqual(['new', 'new']);
    expect(await write(cxf)).toMatchObject({ added: 2 });
    expect(await desk.restarted().damaged()).toEqual([]);
    expect(await desk.restarted().list()).toHaveLength(2);
  });
});
