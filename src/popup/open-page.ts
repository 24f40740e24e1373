import { browser } from '../browser';
import { addressOf, go, type Route } from './route';

type Page = 'manager.html' | 'welcome.html';

/** Opens one of our pages in a tab, and closes the popup over it. */
export async function openPage(page: Page, address = ''): Promise<void> {
  await openBeside(page, address);
  window.close();
}

/** To a view that only the full page has, which the popup opens for it. */
export async function goInFull(to: Route): Promise<void> {
  if (location.pathname.endsWith('/manager.html')) go(to);
  else await openPage('manager.html', addressOf(to));
}

/** Opens one of our pages in a tab, and leaves this one as it is. */
export async function openBeside(page: Page, address = ''): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`popup/${page}${address}`) });
}

/** A small window that asks for face or finger at once; the toolbar's popup leaves to it. */
export async function openOwnWindow(): Promise<void> {
  const url = browser.runtime.getURL('popup/popup.html?verify=platform');
  await browser.windows.create({ type: 'popup', url, width: 420, height: 620, focused: true });
  window.close();
}
