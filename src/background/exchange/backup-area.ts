import { browser } from '../../browser';
import type { ReminderPorts } from './reminder';

const KEY = 'backup';

/** When there was a backup, and whether to be silent about it; nothing secret. */
export const backupArea: ReminderPorts['area'] = {
  get: async () => (await browser.storage.local.get(KEY))[KEY],
  set: (value) => browser.storage.local.set({ [KEY]: value }),
};
