import { browser } from '../browser';

/**
 * Asks the browser not to clear our storage when the disk runs full (Storage Standard §persistence); false where
 * it does not promise that. The permission `unlimitedStorage` exempts an extension from eviction by itself, and
 * Chromium then still answers no to persist().
 */
export async function keepStorage(): Promise<boolean> {
  try {
    if ((await navigator.storage.persisted()) || (await navigator.storage.persist())) return true;
    return await browser.permissions.contains({ permissions: ['unlimitedStorage'] });
  } catch {
    return false;
  }
}
