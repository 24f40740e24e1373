/** What a person can set. */
import * as v from 'valibot';
import { LANGUAGE_TAGS, type LanguageTag } from '../../words/languages';

export type Settings = {
  /** Where a prompt appears. */
  readonly 'prompt-surface': 'auto' | 'popup' | 'window';
  readonly theme: 'system' | 'light' | 'dark';
  /** `auto`: the nearest to the browser's own. */
  readonly language: 'auto' | LanguageTag;
  /** Minutes of idle time; 0: only with the screen and the browser. */
  readonly 'lock-after': number;
  /** Keyed tags of RP IDs that let a locked vault stay out of the way. */
  readonly 'site-tags': boolean;
  /** Whether a log of what happened of late is kept. Turning it off also clears it. */
  readonly activity: boolean;
  /** A site that was just signed in to may add a passkey without asking (§sctn-createCredential, conditional). */
  readonly 'automatic-upgrades': boolean;
  /** Hosts of sites that Latchkey leaves to the browser. Changed one by one, with `site-exclude`. */
  readonly 'excluded-sites': readonly string[];
};

export const settingsRequests = [
  v.object({ type: v.literal('settings-get') }),
  v.object({
    type: v.literal('settings-set'),
    settings: v.object({
      'prompt-surface': v.exactOptional(v.picklist(['auto', 'popup', 'window'])),
      theme: v.exactOptional(v.picklist(['system', 'light', 'dark'])),
      language: v.exactOptional(v.picklist(['auto', ...LANGUAGE_TAGS])),
      'lock-after': v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440))),
      'site-tags': v.exactOptional(v.boolean()),
      activity: v.exactOptional(v.boolean()),
      'automatic-upgrades': v.exactOptional(v.boolean()),
    }),
  }),
] as const;

export type SettingsResults = {
  'settings-get': Settings;
  'settings-set': Settings;
};
