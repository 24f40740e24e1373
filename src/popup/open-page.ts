import { browser } from '../browser';

/** Opens one of our pages in a tab, and closes the popup over it. */
export async function openPage(page: 'manager.html' | 'welcome.html', address = ''): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`popup/${page}${address}`) });
  window.close();
}

/** A small window that asks for face or finger at once; the toolbar's popup leaves to it. */
export async function openOwnWindow(): Promise<void> {
  const url = browser.runtime.getURL('popup/popup.html?verify=platform');
  await browser.windows.create({ type: 'popup', url, width: 420, height: 620, focused: true });
  window.close();
}
