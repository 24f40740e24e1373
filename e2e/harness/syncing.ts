import { type Browser, type Tab, until } from './browser';
import type { Place } from './webdav-places';

/** What a person does on the sync page. */
export type Syncing = {
  readonly tab: Tab;
  connect(place: Place, recoveryKey: string): Promise<void>;
  /** Waits until the page says so. */
  becomes(state: string): Promise<void>;
  /** Syncs by hand, and waits for the end of it. */
  now(): Promise<void>;
  code(): Promise<string>;
};

export async function syncing(browser: Browser): Promise<Syncing> {
  const tab = await browser.open(browser.extensionUrl('popup/manager.html#sync'));
  await tab.waitFor('[data-view="sync"][data-sync]');
  const becomes = (state: string) =>
    tab.waitFor(`[data-view="sync"][data-sync="${state}"]`, 'visible', 20_000);
  const syncedAt = () => tab.attribute('[data-view="sync"]', 'data-synced-at');
  return {
    tab,
    becomes,
    async connect({ url, user, password }, recoveryKey) {
      await tab.click('input[name="place"][value="webdav"]');
      await tab.fill('input[name="webdav-url"]', url);
      await tab.fill('input[name="webdav-user"]', user);
      await tab.fill('input[name="webdav-password"]', password);
      await tab.fill('input[name="recovery-key"]', recoveryKey);
      await tab.click('[data-action="sync-connect"]');
    },
    async now() {
      await tab.waitFor('[data-action="sync-now"]:not([disabled])');
      const before = await syncedAt();
      await tab.click('[data-action="sync-now"]');
      await until('a sync', async () => (await syncedAt()) !== before, 20_000);
      await becomes('up-to-date');
    },
    code: () => tab.text('[data-sync-code]'),
  };
}
