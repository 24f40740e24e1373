import messages from '../../_locales/en/messages.json' with { type: 'json' };
import { type Browser, type Tab, until } from '../harness/browser';
import { outcomeOf, startGet, startGetWith } from '../harness/ceremony';
import { demoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';
import { allStorage, filesWith, spellings } from '../harness/profile-scan';

const USER = 'ada-of-the-tall-lighthouse';
const NOTE = 'where the grey heron nests';

type WindowsApi = {
  readonly windows: { create(of: { readonly url: string; readonly type: 'popup' }): Promise<unknown> };
};

test('locking ends the ceremony, locks every open page, and leaves nothing in clear anywhere (D48)', async ({
  latchkey,
  person,
  sites,
}) => {
  const shop = await demoPage(await latchkey.open(`${sites.origin('login.rp.test')}/`));
  await shop.signUp(USER);
  await person.approve();
  const { passkeys } = await shop.shown();
  const manager = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));
  // List and details side by side.
  await manager.resize({ width: 1200, height: 800 });
  await manager.click('[data-credential] a');
  await manager.fill('[name="note"]', NOTE);
  // What is typed outlives a selection.
  await manager.click('[data-action="select-all"]');
  await manager.waitFor('[name="note"]', 'gone');
  await manager.click('[data-action="select-all"]');
  await manager.click('[data-action="save"]:enabled');
  await manager.waitFor('[role="status"]');
  const second = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await second.waitFor('[data-credential]');
  const rpId = (await second.attribute('[data-credential]', 'data-rp-id')) ?? '';

  // A window of its own follows as every tab does.
  await manager.evaluate(async (url) => {
    const { windows } = (globalThis as unknown as { chrome: WindowsApi }).chrome;
    await windows.create({ url, type: 'popup' });
  }, latchkey.extensionUrl('popup/manager.html?window'));
  const apart = await latchkey.find('manager.html?window');
  await apart.waitFor('[data-credential]');

  // The scan sees what is there: while the vault is open its key is in memory, and never the passkeys.
  const open = await allStorage(second);
  expect(open.memory).toContain('"vault":{');
  const waiting = await latchkey.open(`${sites.origin('login.rp.test')}/empty`);
  await startGetWith(waiting, { mediation: 'conditional' }, { rpId });
  await until('the request to stand', async () =>
    (await allStorage(second)).memory.includes('"picked":null'),
  );
  const site = await latchkey.open(`${sites.origin('login.rp.test')}/`);
  await startGet(site, { rpId, verification: 'discouraged' });
  await person.prompt();
  await manager.click('[data-action="lock"]');
  await manager.waitFor('html[data-vault="locked"]');
  expect(await outcomeOf(site)).toMatchObject({ ok: false, name: 'NotAllowedError' });
  for (const page of [second, apart]) {
    await page.waitFor('html[data-vault="locked"]');
    expect(await page.attributes('[data-credential]', 'data-rp-id')).toEqual([]);
  }

  // The ended request is gone once its page has heard of that.
  await until('the ceremony to be over', async () =>
    (await allStorage(second)).memory.includes('"ceremonies":{}'),
  );
  const locked = await allStorage(second);
  expect(locked.memory).toContain('"picked":null');
  // The settings are there, so the scan reads these areas; the key is gone.
  expect(locked.disk).toContain('"prompt-surface"');
  expect(locked.memory).not.toContain('"vault":{');
  for (const secret of [USER, NOTE, 'Harbour', passkeys[0] ?? 'none', 'rp.test']) {
    expect(open.disk, secret).not.toContain(secret);
    expect(locked.disk, secret).not.toContain(secret);
    expect(await filesWith(latchkey.profile, spellings(secret)), secret).toEqual([]);
    expect(locked.memory, secret).not.toContain(secret);
  }

  // The next request asks for the PIN.
  await site.show();
  await startGet(site, { rpId, verification: 'discouraged' });
  const prompt = await person.prompt();
  expect(await prompt.asksPin()).toBe(true);
  await prompt.cancel();

  // What ended meanwhile is told once the vault is open again, and what stood still waits.
  await person.unlock();
  await apart.waitFor('[data-credential]');
  await apart.close();
  await manager.goto(latchkey.extensionUrl('popup/manager.html?again#activity'));
  await manager.waitFor('[data-view="activity"] [data-reason="locked"]');
  await waiting.show();
  const popup = await latchkey.openToolbarPopup();
  await popup.waitFor('[data-action="sign-in"]');
});

/** The settings, which stay open. */
async function settingsOf(latchkey: Browser): Promise<Tab> {
  const manager = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  await manager.waitFor('[data-view="settings"]');
  return manager;
}

async function lockNever(manager: Tab): Promise<void> {
  await manager.choose('select[name="lock-after"]', '0');
  await manager.waitFor('[role="status"]');
}

test('idle time locks, unless it is not to', async ({ latchkey, person, sites }) => {
  const manager = await settingsOf(latchkey);
  // What is said of the screen is what the browser makes of it.
  const hint = latchkey.name === 'firefox' ? messages.settingLockHintFirefox : messages.settingLockHint;
  expect(await manager.text('.setting:has(select[name="lock-after"])')).toContain(hint.message);
  await latchkey.tellIdle('idle');
  await manager.waitFor('html[data-vault="locked"]');
  await person.unlock();

  // It is heard while the background sleeps. Chromium's event is made within the worker, which must be awake.
  await latchkey.killBackground();
  if (latchkey.name === 'chromium') expect(await person.vault()).toBe('unlocked');
  await latchkey.tellIdle('idle');
  await manager.waitFor('html[data-vault="locked"]');
  await person.unlock();

  await lockNever(manager);
  await latchkey.tellIdle('idle');
  const site = await latchkey.open(`${sites.origin('login.rp.test')}/`);
  await site.waitFor('body');
  expect(await person.vault()).toBe('unlocked');
});

test('the screen locks, even where idle time is not to', async ({ latchkey, person }) => {
  const manager = await settingsOf(latchkey);
  await latchkey.tellIdle('locked');
  await manager.waitFor('html[data-vault="locked"]');
  await person.unlock();
  await lockNever(manager);
  await latchkey.tellIdle('locked');
  await manager.waitFor('html[data-vault="locked"]');
});
