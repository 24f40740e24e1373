import { browser } from '../browser';
import { detach } from './log';
import type { SettingsStore } from './settings';
import type { Vault } from './vault/vault';

/** Seconds; the least that the browsers' idle API takes. */
const LEAST_IDLE = 15;
/** With idle locking off the API still reports the locked screen; a day of idle time stands for never. */
const NEVER_IDLE = 24 * 60 * 60;

/** Locks the vault with the screen, by a key, and after the idle time that the person set (design: "Session"). */
export function lockWhenAway(vault: Vault, settings: SettingsStore): void {
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') detach('locking', vault.lock());
    if (state === 'idle') detach('locking', lockIfSet());
  });

  browser.commands.onCommand.addListener((command) => {
    if (command === 'lock') detach('locking', vault.lock());
  });

  async function lockIfSet(): Promise<void> {
    if ((await settings.get())['lock-after'] > 0) await vault.lock();
  }

  function watch(minutes: number): void {
    browser.idle.setDetectionInterval(minutes > 0 ? Math.max(LEAST_IDLE, minutes * 60) : NEVER_IDLE);
  }

  settings.onChange((changed) => watch(changed['lock-after']));
  detach(
    'idle time',
    settings.get().then((current) => watch(current['lock-after'])),
  );
}
