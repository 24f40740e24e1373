import * as v from 'valibot';
import { sessionList } from './session-list';
import type { SettingsStore } from './settings';
import type { SessionArea, Vault } from './vault/vault';

/** Who may add a passkey without asking (§sctn-createCredential step 19, conditional mediation). */
export type Upgrades = {
  /** The person signed in there, with Latchkey's help. */
  signedIn(origin: string): Promise<void>;
  /** The person chose automatic upgrades, and signed in to that origin since the vault was opened, and since the last upgrade. */
  consented(origin: string): Promise<boolean>;
  /** A passkey was made there by it: a page must not fill the vault on one sign-in. */
  upgraded(origin: string): Promise<void>;
  /** The vault locked: where the person was is nobody's to know. */
  forget(): Promise<void>;
};

export type UpgradesPorts = {
  readonly session: SessionArea;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly vault: Pick<Vault, 'state'>;
};

export function upgrades({ session, settings, vault }: UpgradesPorts): Upgrades {
  const origins = sessionList(session, { key: 'signed-in', item: v.string(), max: 200 });
  return {
    signedIn: (origin) => origins.change((all) => (all.includes(origin) ? all : [...all, origin])),
    async consented(origin) {
      if (!(await settings.get())['automatic-upgrades'] || (await vault.state()) !== 'unlocked') return false;
      return (await origins.all()).includes(origin);
    },
    upgraded: (origin) => origins.change((all) => all.filter((each) => each !== origin)),
    forget: () => origins.change((all) => (all.length === 0 ? all : [])),
  };
}
