import 'fake-indexeddb/auto';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { algorithmFor } from '../../core/authenticator/algorithms/registry';
import { toBase64url } from '../../core/bytes';
import type { CredentialSource } from '../../core/webauthn/credential-source';
import { clockedPlatform, someSource } from '../vault/testing/fake-ports';
import { newRecoveryKey } from '../vault/testing/set-up';
import { openDesk } from './testing/visitor';

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function source(change: Partial<CredentialSource> = {}): Promise<CredentialSource> {
  return someSource({ privateKey: await (await algorithmFor(-7)).generate(clockedPlatform()), ...change });
}

describe('export', () => {
  let desk: Desk;
  let ada: CredentialSource;
  let counted: CredentialSource;
  beforeEach(async () => {
    desk = await openDesk();
    [ada, counted] = await Promise.all([source(), source({ signCount: 3, rpId: 'counted.example' })]);
    const gone = await source({ rpId: 'gone.example' });
    for (const each of [ada, counted, gone]) await desk.vault.store.add(each);
    await desk.vault.edit(ada.id, { displayName: 'Work', note: 'kept' });
    await desk.vault.trash([gone.id]);
  });

  it('gives nothing without a proof in that moment', async () => {
    const { end, bytes } = await desk.visit().export({ proof: { by: 'pin', pin: 'wrong horse' } });
    expect(end).toMatchObject({ news: 'not-verified', result: { result: 'wrong-pin' } });
    expect(bytes).toHaveLength(0);
    for (const kind of ['cxf', 'cxf-zip', 'csv'] as const) {
      const refused = await desk
        .visit()
        .export({ kind, proof: { by: 'platform', slot: 'a', prf: 'A'.repeat(43) } });
      expect([refused.end.news, refused.bytes.length]).toEqual(['not-verified', 0]);
    }
  });

  it('makes nothing for a page that left while the proof was checked', async () => {
    let asked = 0;
    const other = await openDesk({
      settings: async () => {
        asked += 1;
        return {};
      },
    });
    await other.visit().export({ settings: true });
    expect(asked).toBe(1);
    const leaving = other.visit();
    void leaving.export({ settings: true }).catch(() => undefined);
    leaving.leave();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).toBe(1);
  });

  it('a backup restores everything into another vault: keys, words, trash and settings', async () => {
    const { end, bytes } = await desk.visit().export({ settings: true });
    expect(end).toEqual({ news: 'exported', count: 3, left: [] });
    const other = await openDesk();
    const page = other.visit();
    expect(await page.read(bytes)).toEqual({ news: 'refused', reason: 'passphrase-needed' });
    expect(await page.readAgain('ten letters')).toMatchObject({ summary: { hasSettings: true } });
    expect(await page.write({ settings: true })).toMatchObject({ added: 3 });
    const byId = async ({ vault }: Desk) =>
      new Map((await vault.records(null)).map((record) => [toBase64url(record.id), record]));
    const backedUp = [...(await byId(desk))].map(
      ([id, record]) => [id, { ...record, backedUp: true, filedAt: expect.any(Number) }] as const,
    );
    expect(await byId(other)).toEqual(new Map(backedUp));
    expect(other.restored).toEqual([{ theme: 'dark' }]);
    expect(await other.vault.trashed()).toHaveLength(1);
  });

  it('a backup for the recovery key asks for that key, which is also the proof', async () => {
    const recoveryKey = await newRecoveryKey(desk.vault);
    const noKey = await desk.visit().export({ passphrase: null });
    expect(noKey.end).toMatchObject({ news: 'failed' });
    const { end, bytes } = await desk
      .visit()
      .export({ passphrase: null, proof: { by: 'recovery-key', recoveryKey } });
    expect(end).toMatchObject({ news: 'exported', count: 3 });
    const page = (await openDesk()).visit();
    expect(await page.read(bytes)).toEqual({ news: 'refused', reason: 'recovery-key-needed' });
    expect(await page.readAgain(recoveryKey)).toMatchObject({ news: 'summary' });
  });

  it('sets BS once the file is saved, and not before', async () => {
    const flags = async () =>
      (await desk.vault.records([ada.id, counted.id])).map(({ backedUp }) => backedUp);
    const page = desk.visit();
    await page.export({});
    expect(await flags()).toEqual([false, false]);
    await page.saved();
    expect(await flags()).toEqual([true, true]);
    expect(desk.backedUp).toHaveLength(1);
  });

  it('never sets BS where BE is not, nor for a listing, nor for what stayed behind', async () => {
    const bound = await source({ backupEligible: false });
    await desk.vault.store.add(bound);
    const listing = desk.visit();
    await listing.export({ kind: 'csv' });
    await listing.saved();
    expect(desk.backedUp).toHaveLength(0);
    const page = desk.visit();
    const { end } = await page.export({ kind: 'cxf' });
    expect(end).toMatchObject({ count: 2, left: [{ rpId: 'counted.example', userName: counted.userName }] });
    await page.saved();
    // The one that stayed behind is still to be reminded of.
    expect(desk.backedUp).toHaveLength(0);
    const flags = (await desk.vault.records([ada.id, counted.id, bound.id])).map(({ backedUp }) => backedUp);
    expect(flags.filter(Boolean)).toHaveLength(1);
  });

  it('takes all, some or one', async () => {
    const ids = [toBase64url(ada.id)];
    const page = desk.visit();
    const { bytes, end } = await page.export({ kind: 'cxf-zip', ids });
    expect(end).toMatchObject({ count: 1 });
    await page.saved();
    expect((await desk.vault.records([ada.id])).map(({ backedUp }) => backedUp)).toEqual([true]);
    expect(desk.backedUp).toHaveLength(0);
    const [entry] = Object.values(unzipSync(bytes));
    const [item, ...more] = JSON.parse(Buffer.from(entry ?? []).toString('utf8')).accounts[0].items;
    expect([item.title, more]).toEqual(['Work', []]);
    const csv = Buffer.from((await desk.visit().export({ kind: 'csv' })).bytes).toString('utf8');
    expect(csv.trim().split('\r\n')).toHaveLength(3);
    expect(csv).not.toContain('gone.example');
  });
});
