import { browser } from '../browser';
import { detach } from './log';
import type { Vault } from './vault/vault';

/** On first install the welcome page opens by itself, for there is nothing else to do yet. */
export function welcomeOnInstall(vault: Vault): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') detach('welcome', welcome());
  });

  async function welcome(): Promise<void> {
    if ((await vault.state()) !== 'none') return;
    await browser.tabs.create({ url: browser.runtime.getURL('popup/welcome.html') });
  }
}
