import { PIN } from '../harness/person';
import { brief, looks } from './looks';
import { askingIn } from './prompt-scenes';
import type { Studio } from './studio';

/** The ways into the vault: a recovery sheet is made, face or finger is set up, and both are offered. */
export async function waysScenes(studio: Studio): Promise<void> {
  const { browser, page, popup, person, shoot } = studio;
  const tab = await page('manager.html#settings');
  await browser.addNativeAuthenticator(tab);
  // The page looked for one when it opened.
  await tab.goto(browser.extensionUrl('popup/manager.html?with=device#settings'));
  await tab.click('[data-action="add-platform"]');
  await tab.fill('[name="pin"]', PIN);
  await tab.click('form [data-action="add-platform"]');
  await tab.waitFor('[data-slot]');
  await tab.click('[data-action="change-pin"]');
  await tab.fill('[name="new-pin"]', '123456');
  await shoot(tab, 'manager-pin', looks.tall);
  await tab.goto(browser.extensionUrl('popup/manager.html?with=sheet#settings'));
  await tab.click('[data-action="new-recovery-key"]');
  await tab.fill('input[name="pin"]', PIN);
  await tab.click('[data-action="new-recovery-key"]');
  await tab.waitFor('[data-recovery-key]');
  await shoot(tab, 'manager-recovery', looks.tall);
  const key = await tab.text('[data-recovery-key]');
  const part = Number(await tab.attribute('input[name="recovery-part"]', 'data-part'));
  await tab.fill('input[name="recovery-part"]', key.split('-')[part - 1] ?? '');
  await tab.click('[data-action="confirm-recovery-key"]');
  await tab.waitFor('[data-recovery-key]', 'gone');
  await shoot(tab, 'manager-ways', looks.tall);
  await tab.close();

  const asking = askingIn(studio);
  await asking('harbour.example', { get: {} }, ({ tab: prompt }) =>
    shoot(prompt, 'prompt-platform', looks.prompt),
  );
  await person.lock();
  // In a popup of its own: one that was drawn in forced colours loses its ground when it grows.
  const recover = await popup('harbour.example');
  await recover.click('[data-action="use-recovery-key"]');
  await recover.waitFor('[name="recovery-key"]');
  await shoot(recover, 'popup-recover', brief.popup);
  await recover.close();
  const locked = await popup('harbour.example');
  await shoot(locked, 'popup-locked-ways', looks.popup);
  await locked.close();
  await person.unlock();
}
