import type { Browser, Tab } from './browser';
import { PIN } from './person';

/** Makes a recovery key in the settings, as a person with a pencil does; the key. */
export async function recoverySheet(tab: Tab, pin = PIN): Promise<string> {
  await tab.click('[data-action="new-recovery-key"]');
  await tab.fill('input[name="pin"]', pin);
  await tab.click('[data-action="new-recovery-key"]');
  const key = await confirmSheet(tab);
  await tab.waitFor('[data-recovery-key]', 'gone');
  return key;
}

/** Types the part of the sheet that it asks for; its key. */
export async function confirmSheet(tab: Tab): Promise<string> {
  await tab.waitFor('[data-recovery-key]');
  const key = await tab.text('[data-recovery-key]');
  const part = Number(await tab.attribute('input[name="recovery-part"]', 'data-part'));
  await tab.fill('input[name="recovery-part"]', key.split('-')[part - 1]?.toLowerCase() ?? '');
  await tab.click('[data-action="confirm-recovery-key"]');
  return key;
}

export async function newRecoveryKey(browser: Browser, pin = PIN): Promise<string> {
  const tab = await browser.open(browser.extensionUrl('popup/manager.html#settings'));
  const key = await recoverySheet(tab, pin);
  await tab.close();
  return key;
}
