import { signal } from '@preact/signals';
import { browser } from '../browser';

/** Whether the browser lets Latchkey into the sites of its manifest; null until it is known. */
export const siteAccess = signal<boolean | null>(null);

/** Firefox asks the person for it, and every browser lets them take it back. */
function wanted() {
  const { host_permissions: origins = [] }: { host_permissions?: string[] } = browser.runtime.getManifest();
  return { origins };
}

export async function readSiteAccess(): Promise<void> {
  siteAccess.value = await browser.permissions.contains(wanted());
}

/** Asks the person, in the browser's own words; whether they agreed. Must be called straight from a click. */
export async function askForSites(): Promise<boolean> {
  siteAccess.value = await browser.permissions.request(wanted());
  return siteAccess.value;
}
