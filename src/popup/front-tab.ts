import { browser } from '../browser';

/** Id of the tab that the popup stands over; null where there is none. */
export async function frontTab(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}
