import { brief, looks } from './looks';
import { HOSTILE, LONG } from './names';
import type { Studio } from './studio';

/** The popup and the full page with no passkey, and with one. */
export async function emptyScenes({ page, popup, shoot }: Studio, state: 'empty' | 'one'): Promise<void> {
  const small = await popup('harbour.example');
  await small.waitFor(state === 'one' ? '[data-credential]' : '.empty');
  await shoot(small, `popup-${state}`, state === 'empty' ? looks.popup : brief.popup);
  await small.close();
  const wide = await page('manager.html');
  await wide.waitFor(state === 'one' ? '[data-credential]' : '.empty');
  await shoot(wide, `manager-${state}`, state === 'empty' ? looks.page : brief.page);
  await wide.close();
}

/** With as many as a person has. */
export async function listScenes({ browser, page, popup, person, shoot }: Studio): Promise<void> {
  const small = await popup('nowhere.example');
  await small.waitFor('[data-credential]');
  await shoot(small, 'popup-many', looks.popup);
  await small.fill('[name="search"]', 'nowhere');
  await shoot(small, 'popup-found-none', brief.popup);
  await small.fill('[name="search"]', 'north');
  await small.click('[data-credential] a');
  await small.waitFor('[data-view="credential"] h1');
  await shoot(small, 'popup-passkey', looks.popup);
  await small.click('[data-action="delete"]');
  await small.waitFor('[data-action="undo"]');
  await shoot(small, 'popup-deleted', brief.popup);
  await small.click('[data-action="undo"]');
  await small.close();

  const wide = await page('manager.html');
  await wide.waitFor('[data-credential]');
  await shoot(wide, 'manager-many', looks.page);
  await wide.click('[data-credential][data-rp-id="harbour.example"] a');
  await wide.waitFor('[data-view="credential"] h1');
  await wide.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  }, undefined);
  await shoot(wide, 'manager-passkey', looks.page);
  await wide.close();

  const chosen = await page('manager.html');
  await chosen.waitFor('[data-credential]');
  await chosen.click('[data-action="select-all"]');
  await shoot(chosen, 'manager-selected', looks.page);
  await chosen.close();

  const settings = await page('manager.html#settings');
  await settings.waitFor('[data-view="settings"]');
  await shoot(settings, 'manager-settings', looks.page);
  await settings.close();

  await person.lock();
  const locked = await popup('harbour.example');
  await shoot(locked, 'popup-locked', looks.popup);
  await locked.fill('[name="pin"]', 'harbour-0000');
  await locked.click('[data-action="unlock"]');
  await locked.waitFor('[role="alert"]');
  await shoot(locked, 'popup-locked-wrong', brief.popup);
  await locked.close();
  const full = await page('manager.html');
  await shoot(full, 'manager-locked', brief.page);
  await full.close();
  await person.unlock();
  void browser;
}

/** Names that sites chose to do harm with, and endless ones. */
export async function hostileScenes({ make, page, popup, shoot }: Studio): Promise<void> {
  for (const text of [...Object.values(HOSTILE), LONG])
    await make('attacker.example', {
      userName: text,
      displayName: text,
      rpName: text,
      userId: Buffer.from(text.slice(0, 20)).toString('base64url').slice(0, 40),
    });
  const small = await popup('attacker.example');
  await small.fill('[name="search"]', 'attacker');
  await shoot(small, 'popup-hostile', looks.popup);
  await small.close();
  const wide = await page('manager.html');
  await wide.fill('[name="search"]', 'attacker');
  await wide.click('[data-credential] a');
  await wide.waitFor('[data-view="credential"] h1');
  await shoot(wide, 'manager-hostile', looks.page);
  await wide.close();
}
