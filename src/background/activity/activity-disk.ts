import { browser } from '../../browser';
import type { ActivityDisk } from './activity';

const KEY = 'activity';

/** In storage.local, beside the settings and not in the vault's database: losing it costs no passkey. */
export const activityDisk: ActivityDisk = {
  get: async () => (await browser.storage.local.get(KEY))[KEY],
  set: (value) => browser.storage.local.set({ [KEY]: value }),
  remove: () => browser.storage.local.remove(KEY),
};
