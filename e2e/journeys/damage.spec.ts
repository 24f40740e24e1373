import { demoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';
import { clearDatabase, raiseVersion, swapTheFirstTwo } from '../harness/vault-rows';

test('damaged records are shown, kept and saved for repair, and the others work (D47)', async ({
  latchkey,
  person,
  sites,
}) => {
  for (const user of ['ada', 'grace', 'mary']) {
    const shop = await demoPage(await latchkey.open(`${sites.origin('login.rp.test')}/`));
    await shop.signUp(user);
    await person.approve();
    await shop.shown();
    await shop.signOut();
    await shop.tab.close();
  }
  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html#trash'));
  await tab.waitFor('[data-view="trash"]');
  expect(await tab.attributes('[data-damaged]', 'data-damage')).toEqual([]);

  // Told where people look, in the popup and on the full page, soon after the vault is next opened.
  const before = await swapTheFirstTwo(tab);
  await person.lock();
  await person.unlock();
  const popup = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await popup.waitFor('[data-damaged-count="2"]');
  await popup.close();
  await tab.goto(latchkey.extensionUrl('popup/manager.html'));
  await tab.waitFor('[data-damaged-count="2"]');
  await tab.click('[data-action="see-damaged"]');
  await tab.waitFor('[data-damaged]');
  expect((await tab.attributes('[data-damaged]', 'data-damaged')).sort()).toEqual(before.sort());
  expect(await tab.attributes('[data-damaged]', 'data-damage')).toEqual(['unreadable', 'unreadable']);
  await tab.click('[data-action="export-damaged"]');
  await tab.waitFor('[role="status"]');
  // What cannot be opened can only be removed; the others are not touched by that.
  expect(await tab.attributes('[data-action="accept"]', 'data-action')).toEqual([]);
  // It asks once more, and the focus is never lost with a row.
  await tab.click('[data-action="discard"]');
  expect(await tab.attributes('[data-damaged]', 'data-damaged')).toHaveLength(2);
  await tab.click('[data-action="discard-for-good"]');
  await tab.waitFor('[data-damaged] + [data-damaged]', 'gone');
  await tab.waitFor('#trash-title:focus');
  await tab.click('[data-action="discard"]');
  await tab.click('[data-action="discard-for-good"]');
  await tab.waitFor('[data-damaged]', 'gone');
  expect(await person.list()).toHaveLength(1);
  await tab.goto(latchkey.extensionUrl('popup/manager.html?well'));
  await tab.waitFor('[data-credential]');
  expect(await tab.attributes('[data-damaged-count]', 'data-damaged-count')).toEqual([]);
});

test('a deleted passkey is restored from the trash, or goes for good', async ({ latchkey, person, shop }) => {
  await shop.signUp('ada');
  await person.approve();
  const { passkeys } = await shop.shown();
  const id = passkeys[0] ?? '';
  await person.delete(id);

  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html#trash'));
  await tab.click(`[data-view="trash"] [data-credential="${id}"] [data-action="restore"]`);
  await tab.waitFor('[data-view="trash"] [data-credential]', 'gone');
  expect((await person.list()).map((row) => row.id)).toEqual([id]);

  await person.delete(id);
  await tab.waitFor(`[data-view="trash"] [data-credential="${id}"]`);
  await tab.click('[data-action="empty-trash"]');
  await tab.click('[data-action="purge"]');
  await tab.waitFor('[data-view="trash"] [data-credential]', 'gone');
  expect(await person.list()).toEqual([]);
});

test('a vault that the browser cleared is missed, and newcomers are told nothing', async ({
  latchkey,
  newcomer,
}) => {
  const welcome = await latchkey.find('popup/welcome.html');
  await welcome.waitFor('html[data-ready]');
  expect(await welcome.attributes('[role="alert"]', 'role')).toEqual([]);
  await newcomer.makeVault();
  const tab = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await clearDatabase(tab);
  await tab.goto(latchkey.extensionUrl('popup/manager.html'));
  await tab.waitFor('[data-view="welcome"] [role="alert"]');
  expect(await tab.attribute('html', 'data-vault')).toBe('none');
});

test('a vault of a later Latchkey is left alone, and that is said', async ({ latchkey, person }) => {
  expect(await person.vault()).toBe('unlocked');
  const tab = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await raiseVersion(tab);
  await tab.goto(latchkey.extensionUrl('popup/manager.html'));
  await tab.waitFor('[role="alert"]');
  expect(await tab.text('[role="alert"]')).toContain('newer');
});
