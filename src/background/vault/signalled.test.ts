import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { as, toBase64url, utf8 } from '../../core/bytes';
import { someSource } from './testing/fake-ports';
import { PIN, setUp } from './testing/set-up';
import type { Vault } from './vault';

const handle = (name: string) => as(utf8(name)) as never;

describe('what a site says of its credentials', () => {
  let vault: Vault;
  let restarted: () => Vault;
  const ada = someSource({ userHandle: handle('ada') });
  const adaToo = someSource({ userHandle: handle('ada'), discoverable: false });
  const grace = someSource({ userHandle: handle('grace') });
  const elsewhere = someSource({ userHandle: handle('ada'), rpId: 'other.example' });
  beforeEach(async () => {
    const made = setUp();
    ({ vault, restarted } = made);
    await vault.make(PIN);
    for (const source of [ada, adaToo, grace, elsewhere]) await vault.store.add(source);
  });

  const offered = async (which = vault) =>
    (await which.store.find('example.org')).map(({ source }) => source.id);
  const hidden = async () =>
    (await vault.list()).filter(({ hiddenAt }) => hiddenAt !== null).map(({ id }) => id);

  it('unknown: the credential is hidden, kept and listed; undone it is offered again', async () => {
    const effects = await vault.unknownCredential('example.org', ada.id);
    expect(effects).toEqual([{ id: ada.id, effect: 'hidden' }]);
    expect(await offered()).not.toContainEqual(ada.id);
    expect(await offered(restarted())).not.toContainEqual(ada.id);
    expect(await hidden()).toEqual([toBase64url(ada.id)]);
    expect(await vault.list()).toHaveLength(4);
    expect(await vault.damaged()).toEqual([]);
    await vault.setHidden([ada.id], false);
    expect(await offered()).toContainEqual(ada.id);
    expect(await hidden()).toEqual([]);
  });

  it('unknown: another site’s credential stays as it is, and a second time does nothing', async () => {
    expect(await vault.unknownCredential('example.org', elsewhere.id)).toEqual([]);
    expect(await vault.unknownCredential('example.org', someSource().id)).toEqual([]);
    await vault.unknownCredential('example.org', ada.id);
    expect(await vault.unknownCredential('example.org', ada.id)).toEqual([]);
    expect(await hidden()).toEqual([toBase64url(ada.id)]);
  });

  it('all accepted: hides the account’s others and shows the listed again; other accounts are untouched', async () => {
    await vault.unknownCredential('example.org', ada.id);
    const effects = await vault.allAccepted('example.org', handle('ada'), [ada.id]);
    expect(effects).toHaveLength(2);
    expect(effects).toContainEqual({ id: ada.id, effect: 'shown' });
    expect(effects).toContainEqual({ id: adaToo.id, effect: 'hidden' });
    expect(await hidden()).toEqual([toBase64url(adaToo.id)]);
    await vault.allAccepted('example.org', handle('ada'), []);
    expect((await hidden()).sort()).toEqual([ada.id, adaToo.id].map(toBase64url).sort());
  });

  it('details: the site’s names change, the person’s own stay', async () => {
    await vault.edit(grace.id, { displayName: 'mine', note: 'kept' });
    const names = { userName: 'hopper', userDisplayName: 'Grace Hopper' };
    expect(await vault.currentDetails('example.org', handle('grace'), names)).toEqual([
      {
        id: grace.id,
        effect: 'renamed',
        before: { userName: grace.userName, userDisplayName: grace.userDisplayName },
      },
    ]);
    expect(await vault.details(grace.id)).toMatchObject({ ...names, displayName: 'mine', note: 'kept' });
    expect(await vault.currentDetails('example.org', handle('grace'), names)).toEqual([]);
  });

  it('a site whose only passkey is hidden is no reason to unlock', async () => {
    await vault.unknownCredential('other.example', elsewhere.id);
    expect(await vault.mayHold('other.example')).toBe(false);
    await vault.lock();
    expect(await vault.mayHold('other.example')).toBe(false);
    expect(await vault.mayHold('example.org')).toBe(true);
    await expect(vault.unknownCredential('example.org', ada.id)).rejects.toMatchObject({ reason: 'locked' });
  });
});
