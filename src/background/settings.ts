import * as v from 'valibot';
import { excludedSites, personalFields, policyFields } from '../messages/surface/settings';
import type { SettingName, Settings } from '../messages/surface-background';
import { logFailure } from './log';

export type Values = Omit<Settings, 'managed'>;

const fields = { ...personalFields, ...policyFields, 'excluded-sites': excludedSites };
const NAMES = Object.keys(fields) as SettingName[];

const DEFAULTS: Values = {
  'prompt-surface': 'auto',
  theme: 'system',
  language: 'auto',
  'lock-after': 15,
  'site-tags': true,
  activity: true,
  'automatic-upgrades': false,
  'excluded-sites': [],
  'allowed-sites': null,
  'minimum-pin-length': 6,
  'sync-allowed': true,
};

export type SettingsStore = {
  get(): Promise<Settings>;
  /** Changes what is given and leaves the rest; answers all settings. What is managed stays as it is. */
  set(change: Partial<Values>): Promise<Settings>;
  /** Changes what follows from how they are now. */
  update(change: (settings: Settings) => Partial<Values>): Promise<Settings>;
  onChange(listener: (settings: Settings) => void): void;
};

/** Where settings lie. They hold nothing secret. */
export type SettingsPorts = {
  readonly own: { get(): Promise<unknown>; set(values: Partial<Values>): Promise<void> };
  /** What the organisation set; nobody else can write it. */
  readonly managed: { get(): Promise<unknown>; onChange(listener: () => void): void };
};

/** The person's settings, and above them the organisation's. */
export function settingsStore({ own, managed }: SettingsPorts): SettingsStore {
  const listeners: ((settings: Settings) => void)[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let policy: Promise<Partial<Values>> | null = null;

  function managedValues(): Promise<Partial<Values>> {
    policy ??= managed.get().then((found) => valid(found, NAMES, 'managed setting'));
    return policy;
  }

  async function read() {
    const [found, set] = await Promise.all([own.get(), managedValues()]);
    const mine = valid(found, [...Object.keys(personalFields), 'excluded-sites'] as SettingName[], 'setting');
    return { mine, settings: { ...DEFAULTS, ...mine, ...set, managed: Object.keys(set) as SettingName[] } };
  }

  async function get(): Promise<Settings> {
    return (await read()).settings;
  }

  async function change(changes: (now: Settings) => Partial<Values>): Promise<Settings> {
    const { mine, settings } = await read();
    const open = Object.entries(changes(settings)).filter(
      ([name]) => !settings.managed.some((set) => set === name),
    );
    await own.set({ ...mine, ...Object.fromEntries(open) });
    return tell();
  }

  async function tell(): Promise<Settings> {
    const settings = await get();
    for (const listener of listeners) listener(settings);
    return settings;
  }

  function inTurn(work: () => Promise<Settings>): Promise<Settings> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  managed.onChange(() => {
    policy = null;
    inTurn(tell).catch((error: unknown) => logFailure('managed settings', error));
  });

  return {
    get,
    set: (changes) => inTurn(() => change(() => changes)),
    update: (changes) => inTurn(() => change(changes)),
    onChange: (listener) => void listeners.push(listener),
  };
}

/** What of it is set and well formed: one bad value never loses the others. */
function valid(found: unknown, names: readonly SettingName[], what: string): Partial<Values> {
  const values = new Map(Object.entries(typeof found === 'object' && found !== null ? found : {}));
  const entries = names.flatMap((name) => {
    if (!values.has(name)) return [];
    const parsed = v.safeParse(fields[name], values.get(name));
    if (!parsed.success) logFailure(`${what} ${name}`, new TypeError('not valid'));
    return parsed.success ? [[name, parsed.output]] : [];
  });
  return Object.fromEntries(entries);
}
