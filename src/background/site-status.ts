import { browser } from '../browser';
import { effectiveDomain, registrableDomain } from '../core/client/domain';
import { BRIDGED } from '../messages/port-names';
import type { SiteState, SiteStatus } from '../messages/surface/site';
import { hostOf, isAllowed, isExcluded } from './excluded-sites';
import type { LeftToBrowser } from './left-to-browser';
import type { SettingsStore } from './settings';

const NOWHERE = { host: null, origin: null, registrableDomain: null, managed: false, left: null } as const;

/** Whether Latchkey can serve the page in that tab, and if not, why. */
export async function siteStatus(
  tabId: number,
  settings: Pick<SettingsStore, 'get'>,
  left: Pick<LeftToBrowser, 'reasonFor'>,
): Promise<SiteStatus | null> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab || tab.url?.startsWith(browser.runtime.getURL(''))) return null;
  const host = hostOf(tab.url);
  if (!(await isGranted())) return { state: 'ungranted', ...NOWHERE };
  if (!tab.url || host === null) {
    return { state: 'restricted', ...NOWHERE };
  }
  const { origin, protocol } = new URL(tab.url);
  const now = await settings.get();
  // Within the sites that the organisation allows, the person may still keep Latchkey out of one.
  const managed = now.managed.includes('excluded-sites') || !isAllowed(now, origin);
  const about = { host, origin, registrableDomain: registrableDomain(host), managed, left: null };
  if (effectiveDomain(origin) === null) {
    return { ...about, state: protocol === 'http:' ? 'insecure' : 'restricted' };
  }
  if (isExcluded(now, { origin, tabUrl: tab.url })) return { ...about, state: 'excluded' };
  const [taken, bridged] = await Promise.all([takenByOther(tabId), bridgedDocument(tabId)]);
  const state = stateWithin(taken, bridged !== null);
  return { ...about, state, left: bridged === null ? null : await left.reasonFor(bridged) };
}

/** Whether the person left us the sites that the manifest asks for; both browsers let them take these back. */
async function isGranted(): Promise<boolean> {
  const { host_permissions: origins = [] } = browser.runtime.getManifest();
  return browser.permissions.contains({ origins });
}

function stateWithin(taken: boolean | null, isHere: boolean): SiteState {
  if (taken === null) return 'restricted';
  if (!isHere) return 'absent';
  return taken ? 'other-provider' : 'here';
}

/** The page's document, where our bridge left its mark in the world that our content scripts share; else null. */
async function bridgedDocument(tabId: number): Promise<string | null> {
  try {
    const [found] = await browser.scripting.executeScript({
      target: { tabId },
      func: (mark: string) => mark in globalThis,
      args: [BRIDGED],
    });
    if (found?.result !== true) return null;
    // The polyfill's types do not know documentId yet, and a browser may not tell it.
    return (found as { readonly documentId?: string }).documentId ?? '';
  } catch {
    return null;
  }
}

/** Whether another extension stands before us; null where the browser lets nobody look. */
async function takenByOther(tabId: number): Promise<boolean | null> {
  try {
    const [found] = await browser.scripting.executeScript({
      target: { tabId },
      world: 'MAIN',
      func: isReplaced,
    });
    return found?.result === true;
  } catch {
    return null;
  }
}

/**
 * Runs in the page. Ours still reads as native code (content/patch.ts); what others put in its place does not, or
 * stands on the object itself. A page can make this say what it likes, and fools only its own visitor's popup.
 */
function isReplaced(): boolean {
  const { credentials } = navigator;
  if (!credentials) return false;
  if (Object.hasOwn(navigator, 'credentials')) return true;
  return (['get', 'create'] as const).some(
    (name) =>
      Object.hasOwn(credentials, name) ||
      !Function.prototype.toString.call(credentials[name]).includes('[native code]'),
  );
}
