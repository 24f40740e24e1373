import { readFile } from 'node:fs/promises';
import messages from '../../_locales/en/messages.json' with { type: 'json' };
import type { Browser, Tab } from '../harness/browser';
import { outcomeOf, startGet } from '../harness/ceremony';
import { savedBy } from '../harness/files';
import { expect, test } from '../harness/fixtures';
import { PIN } from '../harness/person';
import { tryWrongPin } from '../harness/wrong-pin';

const NEXT_PIN = 'lantern-5208';

async function settings(latchkey: Browser): Promise<Tab> {
  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  await tab.waitFor('[data-view="settings"] [data-action="change-pin"]');
  return tab;
}

/** Makes a recovery key in the settings, as a person with a pencil does; the key. */
async function recoverySheet(tab: Tab): Promise<string> {
  await tab.click('[data-action="new-recovery-key"]');
  await tab.fill('input[name="pin"]', PIN);
  await tab.click('[data-action="new-recovery-key"]');
  await tab.waitFor('[data-recovery-key]');
  const key = await tab.text('[data-recovery-key]');
  const part = Number(await tab.attribute('input[name="recovery-part"]', 'data-part'));
  await tab.fill('input[name="recovery-part"]', 'AAAA');
  await tab.click('[data-action="confirm-recovery-key"]');
  await tab.waitFor('[role="alert"]');
  await tab.fill('input[name="recovery-part"]', key.split('-')[part - 1]?.toLowerCase() ?? '');
  await tab.click('[data-action="confirm-recovery-key"]');
  await tab.waitFor('[data-recovery-key]', 'gone');
  return key;
}

test('the PIN is changed by who knows it', async ({ latchkey, person }) => {
  const tab = await settings(latchkey);
  const change = async (old: string, next: string) => {
    await tab.fill('input[name="pin"]', old);
    await tab.fill('input[name="new-pin"]', next);
    await tab.fill('input[name="pin-repeat"]', next);
    await tab.click('[data-action="change-pin"]');
  };
  await tab.click('[data-action="change-pin"]');
  await change('not-the-pin-77', NEXT_PIN);
  await tab.waitFor('[role="alert"]');
  await change(PIN, '123456');
  await tab.waitFor('#pin-refused');
  await change(PIN, NEXT_PIN);
  await tab.waitFor('input[name="new-pin"]', 'gone');
  await tab.close();
  await person.lock();
  await expect(person.unlock(PIN)).rejects.toThrow();
  await person.unlock(NEXT_PIN);
});

test('face or finger: set up, unlocks, verifies in a ceremony, is removed', async ({
  latchkey,
  person,
  shop,
  demo,
}) => {
  await shop.signUp('ada');
  await person.approve();
  await shop.shown();

  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  const device = await latchkey.addNativeAuthenticator(tab);
  // Nothing of ours stands between an extension page and the browser's own methods.
  expect(await tab.evaluate(() => String(navigator.credentials.get), undefined)).toContain('[native code]');
  await tab.goto(latchkey.extensionUrl('popup/manager.html?with=device#settings'));
  await tab.click('[data-action="add-platform"]');
  await tab.fill('input[name="pin"]', 'not-the-pin-77');
  await tab.click('[data-action="add-platform"]');
  await tab.waitFor('[role="alert"]');
  expect(await device.credentials()).toBe(0);
  await tab.fill('input[name="pin"]', PIN);
  await tab.click('[data-action="add-platform"]');
  await tab.waitFor('[data-slot]');
  expect(await device.credentials()).toBe(1);
  expect(await person.list()).toHaveLength(1);

  // Another on the same device is no use, and is said.
  await tab.click('[data-action="add-platform"]');
  await tab.fill('input[name="pin"]', PIN);
  await tab.click('[data-action="add-platform"]');
  await tab.waitFor('[role="alert"]');
  expect(await device.credentials()).toBe(1);

  await tab.click('[data-action="lock"]');
  await tab.waitFor('html[data-vault="locked"]');
  await tab.click('[data-view="unlock"] [data-action="verify-platform"]');
  await tab.waitFor('html[data-vault="unlocked"]');

  // An export asks in that moment, though the vault is open: face or finger will do.
  await tab.goto(latchkey.extensionUrl('popup/manager.html?with=export#exchange'));
  await tab.click('input[name="kind"][value="cxf"]');
  const plain = await savedBy(latchkey, () =>
    tab.click('[data-view="exchange"] [data-action="verify-platform"]'),
  );
  expect(JSON.parse(await readFile(plain, 'utf8')).accounts[0].items).toHaveLength(1);

  // In a ceremony of a locked vault: one touch unlocks, verifies and confirms.
  await person.lock();
  const site = await latchkey.open(demo.url);
  await startGet(site, { verification: 'required' });
  const prompt = await person.prompt();
  // The virtual authenticator belongs to one tab, so the prompt is answered there.
  await tab.goto(await prompt.tab.url());
  await tab.show();
  await tab.click('[data-view="prompt"] [data-action="verify-platform"]');
  const outcome = await outcomeOf(site);
  expect(outcome.ok).toBe(true);
  const response = outcome.ok ? outcome.response.response : null;
  const data = response && 'authenticatorData' in response ? (response.authenticatorData ?? '') : '';
  // §authdata-flags: UP and UV.
  expect((Buffer.from(data, 'base64url')[32] ?? 0) & 0b101).toBe(0b101);

  await tab.goto(latchkey.extensionUrl('popup/manager.html#settings'));
  await tab.click('[data-action="remove-platform"]');
  await tab.waitFor('[data-slot]', 'gone');
  await tab.click('[data-action="lock"]');
  await tab.waitFor('html[data-vault="locked"]');
  expect(await tab.attributes('[data-action="verify-platform"]', 'data-action')).toEqual([]);
});

test('several devices’ face or finger: each opens the vault, and goes by itself', async ({
  latchkey,
  person,
}) => {
  expect(await person.vault()).toBe('unlocked');
  const add = async (name: string) => {
    // Each tab stands for a device.
    const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
    const device = await latchkey.addNativeAuthenticator(tab);
    await tab.goto(latchkey.extensionUrl(`popup/manager.html?with=${name}#settings`));
    await tab.click('[data-action="add-platform"]');
    await tab.fill('input[name="pin"]', PIN);
    await tab.click('[data-action="add-platform"]');
    await tab.waitFor('[data-slot] [data-action="remove-platform"]');
    return { tab, device };
  };
  const first = await add('first');
  const slot = await first.tab.attribute('[data-slot]', 'data-slot');
  const second = await add('second');
  await second.tab.waitFor('[data-slot] + [data-slot]');
  expect([await first.device.credentials(), await second.device.credentials()]).toEqual([1, 1]);

  for (const { tab, device } of [first, second]) {
    await device.atHand();
    await person.lock();
    await tab.show();
    await tab.waitFor('html[data-vault="locked"]');
    await tab.click('[data-view="unlock"] [data-action="verify-platform"]');
    await tab.waitFor('html[data-vault="unlocked"]');
  }
  await second.tab.goto(latchkey.extensionUrl('popup/manager.html#settings'));
  await second.tab.click(`[data-slot="${slot}"] [data-action="remove-platform"]`);
  await second.tab.waitFor(`[data-slot="${slot}"]`, 'gone');
  await person.lock();
  await second.tab.show();
  await second.tab.click('[data-view="unlock"] [data-action="verify-platform"]');
  await second.tab.waitFor('html[data-vault="unlocked"]');
});

test('where the device has no such check, that is said', async ({ latchkey, person }) => {
  expect(await person.vault()).toBe('unlocked');
  const tab = await settings(latchkey);
  await tab.waitFor('[data-action="new-recovery-key"]');
  await tab.waitFor('[data-action="add-platform"]', 'gone');
  expect(await tab.text('[data-view="settings"]')).toContain(messages.platformNotHere.message);
});

test('wrong PINs are counted through closed popups, dead workers and new browsers; the recovery key opens', async ({
  latchkey,
  person,
  shop,
}) => {
  await shop.signUp('ada');
  await person.approve();
  await shop.shown();
  const tab = await settings(latchkey);
  const recoveryKey = await recoverySheet(tab);
  await tab.close();
  await person.lock();

  for (let wrong = 1; wrong <= 8; wrong += 1) {
    const locked = await tryWrongPin(latchkey, `wrong-pin-${wrong}`);
    if (wrong === 3) await latchkey.restart();
    else {
      await locked.close();
      // A worker that saw the last try does not believe the clock alone.
      await latchkey.killBackground();
    }
  }

  const locked = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await locked.waitFor('[data-view="unlock"] [role="alert"]');
  expect(await locked.attributes('input[name="pin"]', 'name')).toEqual([]);
  // Who has lost the recovery key as well can begin anew, once asked again.
  await locked.click('[data-action="start-over"]');
  await locked.waitFor('[data-action="erase-vault"]');
  await locked.click('[data-action="cancel"]');
  await locked.click('[data-action="use-recovery-key"]');
  await locked.fill('input[name="recovery-key"]', recoveryKey.slice(0, -1));
  await locked.fill('input[name="new-pin"]', NEXT_PIN);
  await locked.fill('input[name="pin-repeat"]', NEXT_PIN);
  await locked.click('[data-action="unlock"]');
  await locked.waitFor('[role="alert"]');
  await locked.fill('input[name="recovery-key"]', recoveryKey.toLowerCase().replaceAll('-', ' '));
  await locked.click('[data-action="unlock"]');
  await locked.waitFor('html[data-vault="unlocked"]');
  await locked.close();
  expect(await person.list()).toHaveLength(1);
  await person.lock();
  await person.unlock(NEXT_PIN);
});
