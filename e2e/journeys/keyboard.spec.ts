import { type Tab, until } from '../harness/browser';
import { expect, test } from '../harness/fixtures';
import { PIN } from '../harness/person';

async function type(tab: Tab, text: string): Promise<void> {
  for (const letter of text) await tab.press(letter);
}

const hasFocus = (tab: Tab, selector: string) =>
  tab.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);

/** With the Tab key alone, to what has to be seen to have the focus. `Shift+Tab` leads to what stands before. */
async function tabTo(tab: Tab, selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await hasFocus(tab, selector)) {
      const seen = await tab.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element);
        return outlineStyle !== 'none' && outlineWidth !== '0px';
      }, undefined);
      if (!seen) throw new Error(`${selector} does not show that it has the focus`);
      return;
    }
    await tab.press(key);
  }
  throw new Error(`${key} does not lead to ${selector}`);
}

test('by keyboard alone: vault, sign-up, sign-in, rename, delete, undo, lock', async ({
  latchkey,
  newcomer,
  shop,
}) => {
  const welcome = await latchkey.find('popup/welcome.html');
  await welcome.show();
  await welcome.waitFor('html[data-ready]');
  await tabTo(welcome, '[name="pin"]');
  await type(welcome, PIN);
  await tabTo(welcome, '[name="pin-repeat"]');
  await type(welcome, PIN);
  await welcome.press('Enter');
  await welcome.waitFor('html[data-vault="unlocked"]');
  await welcome.close();
  await newcomer.setPromptSurface('window');

  // The focus stands in the PIN field, and Enter decides.
  async function answer(): Promise<void> {
    const { tab, gone } = await newcomer.prompt();
    await until('focus in the PIN field', () => hasFocus(tab, '[name="pin"]'));
    await type(tab, PIN);
    await tab.waitFor('[data-action="confirm"]:enabled');
    await tab.press('Enter');
    await shop.shown();
    await gone();
  }
  await shop.tab.show();
  await shop.signUp('ada');
  await answer();
  await shop.signOut();
  await shop.signIn();
  await answer();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });

  await shop.signOut();
  await shop.signIn();
  const declined = await newcomer.prompt();
  await declined.tab.press('Escape');
  expect(await shop.shown()).toMatchObject({ account: null, outcome: 'NotAllowedError' });

  const manager = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));
  await manager.waitFor('[data-credential]');
  await until('focus in the search field', () => hasFocus(manager, '[name="search"]'));
  await type(manager, 'loc');
  await manager.press('ArrowDown');
  await until('focus in the list', () => hasFocus(manager, '[data-credential] a'));
  await manager.press('Enter');
  await manager.waitFor('[data-view="credential"] [name="display-name"]');
  await tabTo(manager, '[name="display-name"]');
  await type(manager, 'Shop');
  await manager.press('Enter');
  await manager.waitFor('[role="status"] .toast');
  await tabTo(manager, '[data-view="credential"] [data-action="delete"]');
  await manager.press('Enter');
  await manager.waitFor('[data-action="undo"]');
  await tabTo(manager, '[data-action="undo"]');
  await manager.press('Enter');
  await manager.waitFor('[data-credential]');
  expect(await manager.text('[data-credential]')).toContain('Shop');
  await tabTo(manager, '[data-action="lock"]', 'Shift+Tab');
  await manager.press('Enter');
  await manager.waitFor('html[data-vault="locked"]');
});
