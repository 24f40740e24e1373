import { outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

test('a language is chosen, and every page is in it from its first frame', async ({ latchkey, person }) => {
  expect(await person.vault()).toBe('unlocked');
  const settings = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  const english = await settings.text('[data-view="settings"] h1');
  await settings.choose('select[name="language"]', 'ar');
  await settings.waitFor('html[lang="ar"][dir="rtl"]');
  expect(await settings.text('[data-view="settings"] h1')).not.toBe(english);

  const popup = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await popup.waitFor('html[data-ready][lang="ar"][dir="rtl"]');
  await popup.close();

  await settings.choose('select[name="language"]', 'pt-BR');
  await settings.waitFor('html[lang="pt-BR"][dir="ltr"]');
  await settings.choose('select[name="language"]', 'auto');
  await settings.waitFor('html[lang="en"][dir="ltr"]');
  expect(await settings.text('[data-view="settings"] h1')).toBe(english);
});

test('an excluded site is left to the browser; the activity log tells what happened, until it is cleared', async ({
  latchkey,
  person,
  sites,
}) => {
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  const manager = await latchkey.open(latchkey.extensionUrl('popup/manager.html#activity'));
  const logged = () => manager.attributes('[data-view="activity"] li[data-reason]', 'data-reason');

  await test.step('a prompt that is cancelled is in the log', async () => {
    await page.show();
    await startCreate(page);
    await (await person.prompt()).cancel();
    expect(await outcomeOf(page)).toMatchObject({ ok: false, name: 'NotAllowedError' });
    await manager.show();
    await manager.waitFor('[data-view="activity"] li[data-reason="cancelled"]');
    expect(await manager.text('[data-view="activity"] li')).toContain('other.test');
  });

  await test.step('a site is excluded, and asks in vain', async () => {
    await manager.goto(latchkey.extensionUrl('popup/manager.html#settings'));
    await manager.fill('input[name="excluded-site"]', `${sites.origin('other.test')}/path`);
    await manager.click('[data-action="exclude-site"]');
    await manager.waitFor('[data-excluded-site="other.test"]');
    await page.show();
    await startGet(page);
    await person.noPromptWithin(1000);
    await manager.show();
    await manager.goto(latchkey.extensionUrl('popup/manager.html#activity'));
    await manager.waitFor('[data-view="activity"] li[data-reason="site-excluded"]');
  });

  await test.step('it is let in again', async () => {
    await manager.goto(latchkey.extensionUrl('popup/manager.html#settings'));
    await manager.click('[data-excluded-site="other.test"] [data-action="include-site"]');
    await manager.waitFor('[data-excluded-site]', 'gone');
  });

  await test.step('the log outlives a lock, is copied, and cleared', async () => {
    await manager.goto(latchkey.extensionUrl('popup/manager.html'));
    await manager.click('[data-action="lock"]');
    await manager.waitFor('html[data-vault="locked"]');
    await person.unlock();
    await manager.show();
    await manager.goto(latchkey.extensionUrl('popup/manager.html#activity'));
    await manager.waitFor('[data-view="activity"] li[data-reason="cancelled"]');
    expect(await logged()).toContain('site-excluded');
    await manager.click('[data-action="copy-activity"]');
    await manager.waitFor('[role="status"] .toast');
    await manager.click('[data-action="clear-activity"]');
    await manager.waitFor('[data-view="activity"] li[data-reason]', 'gone');
    expect(await logged()).toEqual([]);
  });
});
