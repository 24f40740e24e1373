import { browser } from '../../browser';
import { detach } from '../log';
import type { Vault } from '../vault/vault';
import type { Sync } from './sync';

const ALARM = 'sync';
/** Minutes between looks at what others wrote. */
const EVERY = 5;
/** Several changes at once, such as a ceremony's, become one sync; ms. */
const SETTLES_IN = 1500;

/**
 * When sync runs by itself: at unlock, after each change, and every few minutes while unlocked. Never while
 * locked, and nothing ever waits for it.
 */
export function keepInSync(
  vault: Pick<Vault, 'state' | 'onChange'>,
  sync: Pick<Sync, 'now' | 'ifDue' | 'locked'>,
): void {
  let timer: ReturnType<typeof setTimeout> | null = null;

  function soon(): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      detach('sync after a change', sync.now());
    }, SETTLES_IN);
  }

  vault.onChange((what, by) => {
    if (what === 'passkeys' && by !== 'sync') soon();
    if (what === 'state') detach('sync with the vault', followVault());
  });

  async function followVault(): Promise<void> {
    if ((await vault.state()) === 'unlocked') {
      await browser.alarms.create(ALARM, { periodInMinutes: EVERY });
      soon();
      return;
    }
    if (timer !== null) clearTimeout(timer);
    timer = null;
    await sync.locked();
    await browser.alarms.clear(ALARM);
  }

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) detach('sync by the clock', sync.ifDue());
  });
}
