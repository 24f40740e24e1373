import { axeFaults } from '../harness/axe';
import type { Tab } from '../harness/browser';
import { expect, test } from '../harness/fixtures';
import { PIN } from '../harness/person';
import { recoverySheet } from '../harness/recovery';
import { clearDatabase, raiseVersion, swapTheFirstTwo } from '../harness/vault-rows';

test('axe finds nothing in the ways into the vault', async ({ latchkey, person }) => {
  test.slow();
  expect(await person.vault()).toBe('unlocked');
  const faults: string[] = [];
  const look = async (tab: Tab, view: string) => void faults.push(...(await axeFaults(tab, view)));
  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  await latchkey.addNativeAuthenticator(tab);
  await tab.goto(latchkey.extensionUrl('popup/manager.html?with=device#settings'));

  await tab.click('[data-action="change-pin"]');
  await tab.fill('input[name="pin"]', 'not-the-pin-77');
  await tab.fill('input[name="new-pin"]', '123456');
  await tab.fill('input[name="pin-repeat"]', '12345');
  await look(tab, 'PIN change, refused');
  await tab.fill('input[name="new-pin"]', 'lantern-5208');
  await tab.fill('input[name="pin-repeat"]', 'lantern-5208');
  await tab.click('[data-action="change-pin"]');
  await tab.waitFor('[role="alert"]');
  await look(tab, 'PIN change, wrong PIN');
  await tab.click('[data-action="cancel"]');

  await tab.click('[data-action="add-platform"]');
  await look(tab, 'adding face or finger');
  await tab.fill('input[name="pin"]', PIN);
  await tab.click('[data-action="add-platform"]');
  await tab.waitFor('[data-slot]');
  await look(tab, 'face or finger, added');

  await tab.click('[data-action="new-recovery-key"]');
  await tab.fill('input[name="pin"]', PIN);
  await tab.click('[data-action="new-recovery-key"]');
  await tab.waitFor('[data-recovery-key]');
  await look(tab, 'recovery sheet');
  await tab.fill('input[name="recovery-part"]', 'AAAA');
  await tab.click('[data-action="confirm-recovery-key"]');
  await tab.waitFor('[role="alert"]');
  await look(tab, 'recovery sheet, mistyped');
  await tab.click('[data-action="cancel"]');
  await recoverySheet(tab);

  await tab.click('[data-action="lock"]');
  await tab.waitFor('[data-action="verify-platform"]');
  await look(tab, 'unlock by face or finger');
  await tab.click('[data-action="use-recovery-key"]');
  await tab.fill('input[name="recovery-key"]', 'AAAA-AAAA');
  await tab.fill('input[name="new-pin"]', 'lantern-5208');
  await tab.fill('input[name="pin-repeat"]', 'lantern-5208');
  await tab.click('[data-action="unlock"]');
  await tab.waitFor('[role="alert"]');
  await look(tab, 'recovery, wrong key');
  expect(faults).toEqual([]);
});

test('axe finds nothing where storage fails, and each is told', async ({ latchkey, person, shop }) => {
  test.slow();
  const faults: string[] = [];
  const look = async (tab: Tab, view: string) => void faults.push(...(await axeFaults(tab, view)));
  for (const user of ['ada', 'grace']) {
    await shop.tab.show();
    await shop.signUp(user);
    await person.approve();
    await shop.shown();
    await shop.signOut();
  }

  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));
  await swapTheFirstTwo(tab);
  await person.lock();
  await person.unlock();
  const popup = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await popup.waitFor('[data-damaged-count="2"]');
  await look(popup, 'popup, two damaged');
  await popup.close();
  await tab.goto(latchkey.extensionUrl('popup/manager.html?again'));
  await tab.waitFor('[data-damaged-count="2"]');
  await look(tab, 'manager, two damaged');
  // What fails is told in the same place, whatever it is.
  await tab.click('[data-credential] a');
  await tab.waitFor('[role="alert"]');
  await look(tab, 'a passkey that cannot be read');
  await tab.goto(latchkey.extensionUrl('popup/manager.html?and-again'));
  await tab.click('[data-action="see-damaged"]');
  await tab.waitFor('[data-damaged]');
  await look(tab, 'damaged');

  await raiseVersion(tab);
  await tab.goto(latchkey.extensionUrl('popup/manager.html?newer'));
  await tab.waitFor('[role="alert"]');
  await look(tab, 'a vault of a later Latchkey');

  await clearDatabase(tab);
  await tab.goto(latchkey.extensionUrl('popup/manager.html?lost'));
  await tab.waitFor('[data-view="welcome"] [role="alert"]');
  await look(tab, 'a vault that is gone');
  expect(faults).toEqual([]);
});
