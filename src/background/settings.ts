import * as v from 'valibot';
import { browser } from '../browser';
import type { Settings } from '../messages/surface-background';
import { LANGUAGE_TAGS } from '../words/languages';

const KEY = 'settings';

/** Each value falls back to its default by itself, so one bad value never loses the others. */
const stored = v.object({
  'prompt-surface': v.fallback(v.picklist(['auto', 'popup', 'window']), 'auto'),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  language: v.fallback(v.picklist(['auto', ...LANGUAGE_TAGS]), 'auto'),
  'lock-after': v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440)), 15),
  'site-tags': v.fallback(v.boolean(), true),
  activity: v.fallback(v.boolean(), true),
  'automatic-upgrades': v.fallback(v.boolean(), false),
  'excluded-sites': v.fallback(v.array(v.string()), []),
});

export type SettingsStore = {
  get(): Promise<Settings>;
  /** Changes what is given and leaves the rest; answers all settings. */
  set(change: Partial<Settings>): Promise<Settings>;
  onChange(listener: (settings: Settings) => void): void;
};

/** The person's settings, in storage.local. They hold nothing secret. */
export function settingsStore(): SettingsStore {
  const listeners: ((settings: Settings) => void)[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  async function get(): Promise<Settings> {
    const found = (await browser.storage.local.get(KEY))[KEY];
    return v.parse(stored, typeof found === 'object' && found !== null ? found : {});
  }

  async function change(changes: Partial<Settings>): Promise<Settings> {
    const settings = { ...(await get()), ...changes };
    await browser.storage.local.set({ [KEY]: settings });
    for (const listener of listeners) listener(settings);
    return settings;
  }

  return {
    get,
    set(changes) {
      const result = turn.then(() => change(changes));
      turn = result.catch(() => undefined);
      return result;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
