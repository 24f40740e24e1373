import { browser } from '../../browser';
import type { ActivityDisk } from './activity';

/** In storage.local, beside the settings and not in the vault's database: losing it costs no passkey. */
export const activityDisk: ActivityDisk = {
  get: async (key) => (await browser.storage.local.get(key))[key],
  set: (key, value) => browser.storage.local.set({ [key]: value }),
  remove: (key) => browser.storage.local.remove(key),
};
