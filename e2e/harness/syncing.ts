import { type Browser, type Tab, until } from './browser';
import type { Place } from './webdav-places';

/** Where to sync to; null is the browser's account. */
type Where = Pick<Place, 'url' | 'user' | 'password'> | null;

/** What a person does on the sync page. */
export type Syncing = {
  readonly tab: Tab;
  connect(place: Where, recoveryKey: string): Promise<void>;
  /** Shows who it is, as other devices' recovery key asks for. */
  prove(pin: string): Promise<void>;
  /** Waits until the page says so. */
  becomes(state: string): Promise<void>;
  /** Syncs by hand, and waits for the end of it: up to date, if nothing else is said. */
  now(state?: string): Promise<void>;
  /** One more passkey is asked about, or the place has done something: waits until that stands there. */
  asks(question: string): Promise<string>;
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
    async connect(place, recoveryKey) {
      await say(tab, place, recoveryKey);
      await tab.click('[data-action="sync-connect"]');
    },
    async prove(pin) {
      await tab.fill('[data-foreign-key] input[name="pin"]', pin);
      await tab.click('[data-action="sync-connect"]');
    },
    async now(state = 'up-to-date') {
      await tab.waitFor('[data-action="sync-now"]:not([disabled])');
      const before = await syncedAt();
      await tab.click('[data-action="sync-now"]');
      await until('a sync', async () => (await syncedAt()) !== before, 20_000);
      await becomes(state);
    },
    async asks(question) {
      await tab.waitFor(`[data-question="${question}"]`);
      return tab.text(`[data-question="${question}"]`);
    },
    code: () => tab.text('[data-sync-code]'),
  };
}

/** Fills in where to sync to, and the recovery key. */
async function say(tab: Tab, place: Where, recoveryKey: string): Promise<void> {
  await tab.click(`input[name="place"][value="${place ? 'webdav' : 'browser'}"]`);
  if (place) {
    await tab.fill('input[name="webdav-url"]', place.url);
    await tab.fill('input[name="webdav-user"]', place.user);
    await tab.fill('input[name="webdav-password"]', place.password);
  }
  await tab.fill('input[name="recovery-key"]', recoveryKey);
}

/** A browser with nothing yet finds the others, from the page that opened by itself, and has its PIN chosen. */
export async function findOthers(
  browser: Browser,
  place: Where,
  recoveryKey: string,
  pin: string,
): Promise<Tab> {
  const tab = await browser.find('popup/welcome.html');
  await tab.click('[data-action="join-others"]');
  await tab.waitFor('[data-view="join"]');
  await say(tab, place, 'AAAA-BBBB');
  await tab.click('[data-action="join-look"]');
  await tab.waitFor('.recovery-field [role="alert"]');
  await say(tab, place, recoveryKey);
  await tab.click('[data-action="join-look"]');
  await tab.waitFor('input[name="pin"]', 'visible', 20_000);
  await tab.fill('input[name="pin"]', pin);
  await tab.fill('input[name="pin-repeat"]', pin);
  return tab;
}

/** It comes to them. */
export async function joinFrom(tab: Tab): Promise<void> {
  await tab.click('[data-action="join"]');
  // To be compared with the other device's.
  await tab.waitFor('[data-sync-code]', 'visible', 20_000);
  await tab.close();
}

export async function join(browser: Browser, place: Where, recoveryKey: string, pin: string): Promise<void> {
  await joinFrom(await findOthers(browser, place, recoveryKey, pin));
}
