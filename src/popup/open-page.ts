import { browser } from '../browser';

/** Opens one of our pages in a tab, and closes the popup over it. */
export async function openPage(page: 'manager.html' | 'welcome.html'): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`popup/${page}`) });
  window.close();
}
