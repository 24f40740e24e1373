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
export async function listScenes({ page, popup, person, shoot }: Studio): Promise<void> {
  const small = await popup('nowhere.example');
  await small.waitFor('[data-credential]');
  await shoot(small, 'popup-many', looks.popup);
  await small.close();
  // After forced colours Chromium never paints a page quite as before, so each is another.
  const other = await popup();
  await other.fill('[name="search"]', 'nowhere');
  await shoot(other, 'popup-found-none', brief.popup);
  await other.fill('[name="search"]', 'north');
  await other.click('[data-credential] a');
  await other.waitFor('[data-view="credential"] [data-action="delete"]');
  await other.click('[data-action="delete"]');
  await other.waitFor('[data-action="undo"]');
  await shoot(other, 'popup-deleted', brief.popup);
  await other.click('[data-action="undo"]');
  await other.close();
  const details = await popup();
  await details.waitFor('[data-credential] a');
  await details.click('[data-credential] a');
  await details.waitFor('[data-view="credential"] h1');
  await shoot(details, 'popup-passkey', looks.popup);
  await details.close();

  const wide = await page('manager.html');
  await wide.waitFor('[data-credential]');
  await shoot(wide, 'manager-many', looks.page);
  await wide.close();
  const one = await page('manager.html');
  await one.click('[data-credential][data-rp-id="harbour.example"] a');
  await one.waitFor('[data-view="credential"] h1');
  await one.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  }, undefined);
  await shoot(one, 'manager-passkey', looks.page);
  await one.close();

  const chosen = await page('manager.html');
  await chosen.waitFor('[data-credential]');
  await chosen.click('[data-action="select-all"]');
  await shoot(chosen, 'manager-selected', looks.page);
  await chosen.close();

  const settings = await page('manager.html#settings');
  await settings.waitFor('[data-view="settings"]');
  const { narrow, large, forced } = looks.page;
  await shoot(settings, 'manager-settings', { ...looks.tall, narrow, large, forced });
  await settings.close();
  const activity = await page('manager.html#activity');
  await activity.waitFor('[data-view="activity"]');
  await shoot(activity, 'manager-activity', looks.page);
  await activity.close();

  await person.lock();
  const locked = await popup('harbour.example');
  await shoot(locked, 'popup-locked', looks.popup);
  await locked.close();
  const wrong = await popup();
  await wrong.fill('[name="pin"]', 'harbour-0000');
  await wrong.click('[data-action="unlock"]');
  await wrong.waitFor('[role="alert"]');
  await shoot(wrong, 'popup-locked-wrong', brief.popup);
  await wrong.close();
  const full = await page('manager.html');
  await shoot(full, 'manager-locked', brief.page);
  await full.close();
  await person.unlock();
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
