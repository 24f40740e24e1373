import { browser } from '../browser';
import type { SettingsPorts } from './settings';

const KEY = 'settings';
const POLICY = 'policy';

/** The person's settings in storage.local, the organisation's in storage.managed (docs/managed.md). */
export const settingsAreas: SettingsPorts = {
  own: {
    get: async () => (await browser.storage.local.get(KEY))[KEY],
    set: (values) => browser.storage.local.set({ [KEY]: values }),
  },
  remembered: {
    get: async () => (await browser.storage.local.get(POLICY))[POLICY],
    set: (values) => browser.storage.local.set({ [POLICY]: values }),
  },
  managed: {
    // Firefox rejects where no organisation set anything.
    get: () => browser.storage.managed.get(null).catch(() => ({})),
    onChange: (listener) =>
      browser.storage.onChanged.addListener((_, area) => {
        if (area === 'managed') listener();
      }),
  },
};
