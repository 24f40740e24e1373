import type { Tab } from '../harness/browser';
import { demoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';

type Row = { id: string; sealed: Uint8Array };

/** Changes the records behind Latchkey's back, as someone who can write to the disk would. */
function swapTheFirstTwo(page: Tab): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('latchkey');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const writing = database.transaction('records', 'readwrite');
          const store = writing.objectStore('records');
          const reading = store.getAll();
          let touched: string[] = [];
          reading.onsuccess = () => {
            const [first, second] = reading.result as Row[];
            if (!first || !second) return reject(new Error('too few records'));
            store.put({ ...first, sealed: second.sealed });
            store.put({ ...second, sealed: first.sealed });
            touched = [first.id, second.id];
          };
          writing.oncomplete = () => {
            database.close();
            resolve(touched);
          };
        };
      }),
    undefined,
  );
}

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

  const before = await swapTheFirstTwo(tab);
  await tab.goto(latchkey.extensionUrl('popup/manager.html?again#trash'));
  await tab.waitFor('[data-damaged]');
  expect((await tab.attributes('[data-damaged]', 'data-damaged')).sort()).toEqual(before.sort());
  expect(await tab.attributes('[data-damaged]', 'data-damage')).toEqual(['unreadable', 'unreadable']);
  await tab.click('[data-action="export-damaged"]');
  await tab.waitFor('[role="status"]');
  // What cannot be opened can only be removed; the others are not touched by that.
  expect(await tab.attributes('[data-action="accept"]', 'data-action')).toEqual([]);
  await tab.click('[data-action="discard"]');
  await tab.click('[data-action="discard"]');
  await tab.waitFor('[data-damaged]', 'gone');
  expect(await person.list()).toHaveLength(1);
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
  await tab.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('latchkey');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
    undefined,
  );
  await tab.goto(latchkey.extensionUrl('popup/manager.html'));
  await tab.waitFor('[data-view="welcome"] [role="alert"]');
  expect(await tab.attribute('html', 'data-vault')).toBe('none');
});

test('a vault of a later Latchkey is left alone, and that is said', async ({ latchkey, person }) => {
  expect(await person.vault()).toBe('unlocked');
  const tab = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await tab.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('latchkey', 99);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
    undefined,
  );
  await tab.goto(latchkey.extensionUrl('popup/manager.html'));
  await tab.waitFor('[role="alert"]');
  expect(await tab.text('[role="alert"]')).toContain('newer');
});
