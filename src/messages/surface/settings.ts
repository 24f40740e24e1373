/** What a person can set, or an organisation for them. */
import * as v from 'valibot';
import { LANGUAGE_TAGS } from '../../words/languages';

const host = v.pipe(v.string(), v.minLength(1), v.maxLength(253), v.toLowerCase());

/** What a person can set; each is also a key of managed storage. */
export const personalFields = {
  /** Where a prompt appears. */
  'prompt-surface': v.picklist(['auto', 'popup', 'window']),
  theme: v.picklist(['system', 'light', 'dark']),
  /** `auto`: the nearest to the browser's own. */
  language: v.picklist(['auto', ...LANGUAGE_TAGS]),
  /** Minutes of idle time; 0: only with the screen and the browser. */
  'lock-after': v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440)),
  /** Keyed tags of RP IDs that let a locked vault stay out of the way. */
  'site-tags': v.boolean(),
  /** Whether a log of what happened of late is kept. Turning it off also clears it. */
  activity: v.boolean(),
  /** A site that was just signed in to may add a passkey without asking (§sctn-createCredential, conditional). */
  'automatic-upgrades': v.boolean(),
} as const;

/** What only an organisation can set, by managed storage. */
export const policyFields = {
  /** Hosts, each with all below it, that Latchkey serves at all; null: every one. */
  'allowed-sites': v.nullable(v.array(host)),
  /** Code points of a new PIN; the vault's own rule is the least. */
  'minimum-pin-length': v.pipe(v.number(), v.integer(), v.minValue(6), v.maxValue(63)),
  'sync-allowed': v.boolean(),
} as const;

/** Hosts of sites that Latchkey leaves to the browser. Changed one by one, with `site-exclude`. */
export const excludedSites = v.array(host);

const personal = v.object(personalFields);
const policy = v.object(policyFields);

type Values = v.InferOutput<typeof personal> &
  v.InferOutput<typeof policy> & { 'excluded-sites': v.InferOutput<typeof excludedSites> };

export type SettingName = keyof Values;

/** All settings as they hold now. `managed` names those that the organisation set, which nobody else can change. */
export type Settings = { readonly [Name in SettingName]: Readonly<Values[Name]> } & {
  readonly managed: readonly SettingName[];
};

/** What a person may change. */
export type PersonalSettings = Pick<Settings, keyof typeof personalFields>;

const change = v.strictObject({
  'prompt-surface': v.exactOptional(personalFields['prompt-surface']),
  theme: v.exactOptional(personalFields.theme),
  language: v.exactOptional(personalFields.language),
  'lock-after': v.exactOptional(personalFields['lock-after']),
  'site-tags': v.exactOptional(personalFields['site-tags']),
  activity: v.exactOptional(personalFields.activity),
  'automatic-upgrades': v.exactOptional(personalFields['automatic-upgrades']),
});

export const settingsRequests = [
  v.object({ type: v.literal('settings-get') }),
  v.object({ type: v.literal('settings-set'), settings: change }),
] as const;

export type SettingsResults = {
  'settings-get': Settings;
  'settings-set': Settings;
};
