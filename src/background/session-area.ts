import { browser } from '../browser';
import type { SessionArea } from './vault/vault';

/**
 * Memory that outlives the worker but not the browser: `storage.session`, closed to content scripts by default
 * (trusted contexts only). Its quota is 10 MB, so it holds the vault key and open ceremonies, no records.
 */
export const sessionArea: SessionArea = {
  get: async (key) => (await browser.storage.session.get(key))[key],
  set: (key, value) => browser.storage.session.set({ [key]: value }),
  remove: (key) => browser.storage.session.remove(key),
};
