import { signal } from '@preact/signals';
import { browser } from '../browser';
import { isWithinRpId } from '../core/webauthn/within-rp-id';
import type { PasskeySummary, SiteStatus } from '../messages/surface-background';
import { ask } from './ask';

/** The site in the tab in front of which the popup was opened; null where that is none of the web. */
export const site = signal<SiteStatus | null>(null);

async function tabInFront(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

/** Looks at the page in front anew. */
export async function readSite(): Promise<void> {
  const tabId = await tabInFront();
  site.value = tabId === null ? null : await ask({ type: 'site-status', tabId });
}

/** Keeps Latchkey out of the site in front, or lets it in again. */
export async function excludeSite(host: string, excluded: boolean): Promise<void> {
  try {
    await ask({ type: 'site-exclude', host, excluded });
  } catch (error) {
    // The switch shows what was chosen; drawn anew, it shows what holds.
    if (site.value) site.value = { ...site.value };
    throw error;
  }
  await readSite();
}

/** Loads the page in front anew, so that Latchkey is in it. */
export async function reloadPage(): Promise<void> {
  const tabId = await tabInFront();
  if (tabId !== null) await browser.tabs.reload(tabId);
  window.close();
}

/** The passkeys that a host can ask for, last used first. */
export function passkeysOf(host: string, all: readonly PasskeySummary[]): readonly PasskeySummary[] {
  return all
    .filter(({ rpId, hiddenAt }) => hiddenAt === null && isWithinRpId(host, rpId))
    .sort((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || b.createdAt - a.createdAt);
}
