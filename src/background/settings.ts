import type { SettingName, Settings } from '../messages/surface-background';
import { detach } from './log';
import { type PolicyPorts, policy as policyOf } from './policy';
import { personalValues, type Values } from './setting-values';

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
export type SettingsPorts = PolicyPorts & {
  readonly own: { get(): Promise<unknown>; set(values: Partial<Values>): Promise<void> };
};

/** The person's settings, and above them the organisation's. */
export function settingsStore({ own, ...ports }: SettingsPorts): SettingsStore {
  const listeners: ((settings: Settings) => void)[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const policy = policyOf(ports, () => detach('telling of settings', inTurn(tell)));

  async function read() {
    const [found, set] = await Promise.all([own.get(), policy.values()]);
    const mine = personalValues(found);
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

  return {
    get,
    set: (changes) => inTurn(() => change(() => changes)),
    update: (changes) => inTurn(() => change(changes)),
    onChange: (listener) => void listeners.push(listener),
  };
}
