import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { as, type CredentialId, own, utf8 } from '../../core/bytes';
import { sourceOf } from '../../core/vault/record';
import { failingStorage } from '../vault/testing/failing-storage';
import { openDesk } from './testing/visitor';

const file = (name: string) =>
  own(readFileSync(new URL(`../../core/exchange/testing/files/${name}`, import.meta.url)));
const cxf = file('cxf/plain.json');
type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The file with some of its first passkey changed. */
function changed(change: Readonly<Record<string, unknown>>): Uint8Array {
  const json = JSON.parse(Buffer.from(cxf).toString('utf8'));
  const [item] = json.accounts[0].items;
  const passkey = item.credentials.find(({ type }: { type: string }) => type === 'passkey');
  Object.assign(passkey, change);
  return utf8(JSON.stringify(json));
}

describe('import', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });

  const standings = async (bytes: Uint8Array, secret: string | null = null) => {
    const news = await desk.visit().read(bytes, secret);
    if (news.news !== 'summary') throw new Error(JSON.stringify(news));
    return news.summary.items.map(({ standing, reason }) => reason ?? standing);
  };

  it('tells what a file holds, writes nothing, and writes when it is told to', async () => {
    const page = desk.visit();
    const news = await page.read(cxf);
    expect(news).toEqual({
      news: 'summary',
      summary: {
        formats: ['cxf'],
        items: [
          { label: { rpId: 'bank.example.com', userName: 'ada@example.com' }, standing: 'new' },
          { label: { rpId: 'shop.example.com', userName: '' }, standing: 'new' },
        ],
        ...{ others: 3, hasSettings: false, eligibilityUnknown: 2 },
      },
    });
    expect(await desk.vault.list()).toEqual([]);
    expect(await page.write()).toEqual({ news: 'written', added: 2, changed: 0 });
    expect((await desk.vault.list()).map(({ rpId }) => rpId).sort()).toEqual([
      'bank.example.com',
      'shop.example.com',
    ]);
    const [found] = await desk.vault.store.find('bank.example.com');
    expect(found).toMatchObject({ backedUp: true, source: { backupEligible: true, rpName: 'Example Bank' } });
  });

  it('a second time finds everything the same, and writes nothing', async () => {
    const page = desk.visit();
    await page.read(cxf);
    await page.write();
    const before = await desk.vault.records(null);
    expect(await standings(cxf)).toEqual(['same', 'same']);
    const again = desk.visit();
    await again.read(cxf);
    expect(await again.write({ take: 'file' })).toEqual({ news: 'written', added: 0, changed: 0 });
    expect(await desk.vault.records(null)).toEqual(before);
  });

  it('what differs stays as it is here, or becomes as the file says', async () => {
    const page = desk.visit();
    await page.read(cxf);
    await page.write();
    const other = changed({ userDisplayName: 'Another name' });
    expect(await standings(other)).toEqual(['different', 'same']);
    const held = desk.visit();
    await held.read(other);
    expect(await held.write()).toEqual({ news: 'written', added: 0, changed: 0 });
    const nameOf = async () =>
      (await desk.vault.list()).find(({ rpId }) => rpId === 'bank.example.com')?.userDisplayName;
    expect(await nameOf()).toBe('Ada Lovelace');
    const taken = desk.visit();
    await taken.read(other);
    expect(await taken.write({ take: 'file' })).toEqual({ news: 'written', added: 0, changed: 1 });
    expect(await nameOf()).toBe('Another name');
  });

  it('never overwrites a key: an id that is taken is refused, here and within the file', async () => {
    const json = JSON.parse(Buffer.from(cxf).toString('utf8'));
    const [first, second] = json.accounts[0].items;
    const [stolen] = second.credentials;
    const passkey = first.credentials.find(({ type }: { type: string }) => type === 'passkey');
    stolen.credentialId = passkey.credentialId;
    const bytes = utf8(JSON.stringify(json));
    expect(await standings(bytes)).toEqual(['new', 'id-taken']);
    const page = desk.visit();
    await page.read(cxf);
    await page.write();
    const before = await desk.vault.records(null);
    const attack = desk.visit();
    await attack.read(bytes);
    expect(await attack.write({ take: 'file' })).toEqual({ news: 'written', added: 0, changed: 0 });
    expect(await desk.vault.records(null)).toEqual(before);
  });

  it('takes out of the trash what the person had thrown away', async () => {
    const page = desk.visit();
    await page.read(cxf);
    await page.write();
    const ids = (await desk.vault.records(null)).map(({ id }) => id);
    await desk.vault.trash(ids);
    expect(await standings(cxf)).toEqual(['new', 'new']);
    const again = desk.visit();
    await again.read(cxf);
    expect(await again.write()).toMatchObject({ added: 2 });
    expect(await desk.vault.list()).toHaveLength(2);
    expect(await desk.vault.trashed()).toEqual([]);
  });

  it('takes passkeys as made without BE where the person says so and the file says nothing', async () => {
    const page = desk.visit();
    await page.read(file('keepassxc/database.xml'));
    await page.write({ notEligible: true });
    const flags = (await desk.vault.records(null)).map(({ rpId, backupEligible }) => [rpId, backupEligible]);
    expect(new Map(flags as [string, boolean][])).toEqual(
      new Map([
        ['ed.example.com', false],
        ['rsa.example.com', true],
      ]),
    );
    const one = desk.visit();
    await one.read(file('keepassxc/one.passkey'));
    await one.write({ notEligible: true });
    expect((await desk.vault.store.find('kp.example.com'))[0]).toMatchObject({
      ...{ backedUp: false, source: { backupEligible: false } },
    });
  });

  it('asks for a passphrase, as often as it takes', async () => {
    const page = desk.visit();
    const protectedFile = file('bitwarden/pbkdf2.json');
    expect(await page.read(protectedFile)).toEqual({ news: 'refused', reason: 'passphrase-needed' });
    expect(await page.readAgain('wrong')).toEqual({ news: 'refused', reason: 'passphrase-wrong' });
    expect(await page.readAgain('correct horse')).toMatchObject({ news: 'summary' });
    expect(await page.write()).toMatchObject({ added: 3 });
  });

  it('of a hostile file writes nothing, and tells why', async () => {
    const page = desk.visit();
    const deep = utf8(`{"encrypted":false,"items":${'['.repeat(1000)}${']'.repeat(1000)}}`);
    expect(await page.read(deep)).toEqual({ news: 'refused', reason: 'hostile' });
    page.tell({ type: 'write', take: 'file', notEligible: false, settings: true });
    const refused = await standings(file('cxf/hostile.json'));
    expect(refused.filter((standing) => standing === 'new')).toHaveLength(1);
    expect(refused).toContain('rp-id-invalid');
    expect(await desk.vault.list()).toEqual([]);
  });

  it('is of a bearable size and number of files, all together', async () => {
    const large = desk.visit();
    const data = 'A'.repeat(1_000_000);
    for (let half = 0; half < 2; half += 1) {
      large.tell({ type: 'file', name: 'half' });
      for (let piece = 0; piece < 46; piece += 1) large.tell({ type: 'piece', data });
    }
    expect(await large.readAgain('')).toEqual({ news: 'refused', reason: 'too-large' });
    const many = desk.visit();
    for (let made = 0; made <= 20_000; made += 1) many.tell({ type: 'file', name: 'empty' });
    expect(await many.readAgain('')).toEqual({ news: 'refused', reason: 'too-many' });
  });

  it('is dropped when the page leaves, even as it begins to write', async () => {
    const early = desk.visit();
    void early.read(cxf).catch(() => undefined);
    early.leave();
    let onBreath: () => void = () => {};
    const busy = await openDesk({ breathe: async () => onBreath() });
    const late = busy.visit();
    await late.read(cxf);
    onBreath = late.leave;
    late.tell({ type: 'write', take: 'held', notEligible: false, settings: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await busy.vault.list()).toEqual([]);
    expect(await desk.vault.list()).toEqual([]);
  });

  it.each([
    [0, false],
    [1, false],
    [1, true],
  ])('writes all or nothing when storage fails at write %i, and says so', async (failed, late) => {
    const page = desk.visit();
    await page.read(cxf);
    await failingStorage(async (failing) => {
      let puts = 0;
      failing.late = late;
      failing.when = (call) => call === 'put records' && puts++ === failed;
      expect(await page.write()).toEqual({ news: 'failed', failure: 'storage-failed' });
    });
    expect(await desk.vault.list()).toEqual([]);
    expect(await desk.vault.damaged()).toEqual([]);
    expect(await page.write()).toMatchObject({ news: 'written', added: 2 });
  });

  it('can be begun anew after the worker has died, whether it had been written or not', async () => {
    const page = desk.visit();
    await page.read(cxf);
    const fresh = desk.visit(desk.restarted());
    expect(await fresh.read(cxf)).toMatchObject({ news: 'summary' });
    expect(await fresh.write()).toMatchObject({ added: 2 });
    const again = desk.visit(desk.restarted());
    await again.read(cxf);
    expect(await again.write()).toEqual({ news: 'written', added: 0, changed: 0 });
  });

  it('needs an open vault', async () => {
    await desk.vault.lock();
    expect(await desk.visit().read(cxf)).toEqual({ news: 'failed', failure: 'locked' });
  });

  it.each<readonly [string, unknown]>([
    ['nonsense', { type: 'nonsense' }],
    ['no object', 'read'],
    ['a piece too long', { type: 'piece', data: 'A'.repeat(1_000_001) }],
    [
      'a short passphrase',
      { type: 'export', kind: 'backup', ids: null, settings: false, passphrase: 'short' },
    ],
  ])('shuts the door on %s', (_, message) => {
    const page = desk.visit();
    page.send(message);
    expect(page.isOpen()).toBe(false);
  });

  it('signs with what came in', async () => {
    const page = desk.visit();
    await page.read(cxf);
    await page.write();
    const [record] = await desk.vault.records([
      as<CredentialId>(own(Buffer.from((await desk.vault.list())[0]?.id ?? '', 'base64url'))),
    ]);
    if (!record) throw new Error('no record');
    const [stored] = await desk.vault.store.find(record.rpId);
    expect(stored?.source).toEqual(sourceOf(record));
  });
});
