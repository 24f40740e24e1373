import type { CredentialStore } from '../../core/authenticator/credential-store';
import { as, type VaultKey } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { NO_ATTEMPTS } from '../../core/vault/attempts';
import { FORMAT } from '../../core/vault/binding';
import { VaultError } from '../../core/vault/error';
import type { VaultHeader } from '../../core/vault/header';
import type { Argon2id } from '../../core/vault/kdf';
import { VAULT_ID_LENGTH, VAULT_KEY_LENGTH } from '../../core/vault/keys';
import { checkPin, isPossiblePin, type PinRefusal } from '../../core/vault/pin';
import { calibrateHere, makePinSlot, openPinSlot } from '../../core/vault/pin-slot';
import { siteTag, TAG_KEY_LENGTH } from '../../core/vault/site-tag';
import type { PinResult, PinState, VaultState } from '../../messages/surface-background';
import { credentialStore } from './credential-store';
import { vaultDatabase } from './database';
import { headerIn, loadHeader } from './header-row';
import { type Passkeys, passkeys } from './passkeys';
import { pinAttempts } from './pin-attempts';
import { records as recordsIn } from './records';
import { type SessionArea, sessionKey } from './session-key';
import { siteLookup } from './site-lookup';
import { unlocking } from './unlocked';

export type { SessionArea } from './session-key';

export type VaultPorts = {
  readonly platform: Platform;
  readonly argon2id: Argon2id;
  readonly session: SessionArea;
  /** The person's setting: whether records carry a tag of their RP ID for the locked state. */
  readonly siteTags: () => Promise<boolean>;
  readonly databaseName?: string;
  /** Milliseconds on a clock that nobody can set; it may start anew with the worker. */
  readonly running?: () => number;
};

export type MakeResult =
  | { readonly result: 'ok' }
  | { readonly result: 'refused'; readonly reason: PinRefusal };

/** The vault of this browser profile. Everything that fails throws VaultError. */
export type Vault = Passkeys & {
  state(): Promise<VaultState>;
  pinState(): Promise<PinState>;
  /** Makes the vault and leaves it unlocked. Throws vault-exists. */
  make(pin: string): Promise<MakeResult>;
  /** Also verifies the person while already unlocked. One attempt counter for all; one try at a time. */
  unlock(pin: string): Promise<PinResult>;
  lock(): Promise<void>;
  /** Whether there may be a passkey for that RP ID: exactly while unlocked, else by what a locked vault shows. */
  mayHold(rpId: string): Promise<boolean>;
  readonly store: CredentialStore;
  onChange(listener: (what: 'state' | 'passkeys') => void): void;
};

export function openVault(ports: VaultPorts): Vault {
  const { platform, argon2id } = ports;
  const running = ports.running ?? (() => performance.now());
  const listeners: ((what: 'state' | 'passkeys') => void)[] = [];
  const tell = (what: 'state' | 'passkeys') => {
    for (const listener of listeners) listener(what);
  };

  const database = vaultDatabase(ports.databaseName ?? 'latchkey');
  const session = sessionKey(ports.session);
  const attempts = pinAttempts(database, () => ({ now: platform.now(), running: running() }));
  const unlocked = unlocking(platform, database, session);
  const records = recordsIn(platform, database);
  const lookup = siteLookup(platform, records);
  const shared = { unlocked, records, lookup, now: platform.now, changed: () => tell('passkeys') };
  let turn: Promise<unknown> = Promise.resolve();

  async function tryPin(pin: string): Promise<PinResult> {
    if (!isPossiblePin(pin)) return { result: 'wrong-pin', pin: await attempts.state() };
    const attempt = await attempts.begin();
    if ('result' in attempt) return attempt;
    const key = await openPinSlot({ platform, argon2id }, pin, attempt.slot, attempt.header).catch(
      async (error: unknown) => {
        await attempts.unchecked(attempt);
        throw error;
      },
    );
    if (!key) {
      const state = await attempts.failed(attempt);
      return { result: state.attemptsLeft > 0 ? 'wrong-pin' : 'blocked', pin: state };
    }
    await attempts.succeeded();
    await session.set(attempt.header.id, key);
    return { result: 'ok' };
  }

  async function state(): Promise<VaultState> {
    const header = await loadHeader(database);
    if (!header) return 'none';
    return (await session.get(header.id)) ? 'unlocked' : 'locked';
  }

  return {
    ...passkeys(shared),
    store: credentialStore(shared),
    state,
    pinState: () => attempts.state(),

    async make(pin) {
      const refusal = checkPin(pin);
      if (refusal) return { result: 'refused', reason: refusal };
      if (await loadHeader(database)) throw new VaultError('vault-exists');
      const key = as<VaultKey>(platform.random(VAULT_KEY_LENGTH));
      const header: VaultHeader = {
        format: FORMAT,
        id: platform.random(VAULT_ID_LENGTH),
        epoch: 1,
        tagKey: (await ports.siteTags()) ? platform.random(TAG_KEY_LENGTH) : null,
      };
      const deriving = { platform, argon2id };
      const slot = await makePinSlot(deriving, pin, await calibrateHere(deriving), key, header);
      await database.write(['vault', 'slots', 'attempts', 'changes'], async (tx) => {
        if (await headerIn(tx)) throw new VaultError('vault-exists');
        await Promise.all([
          tx.objectStore('vault').put(header, 'header'),
          tx.objectStore('slots').put(slot),
          tx.objectStore('attempts').put(NO_ATTEMPTS, 'pin'),
          tx.objectStore('changes').put(0, 'count'),
        ]);
      });
      await session.set(header.id, key);
      tell('state');
      return { result: 'ok' };
    },

    unlock(pin) {
      const result = turn.then(() => tryPin(pin));
      turn = result.catch(() => undefined);
      return result.finally(() => tell('state'));
    },

    async lock() {
      await session.remove();
      unlocked.forget();
      lookup.forget();
      tell('state');
    },

    async mayHold(rpId) {
      const header = await loadHeader(database);
      if (!header) return false;
      if (await session.get(header.id)) return (await lookup.living(await unlocked(), rpId)).length > 0;
      const { tagKey } = header;
      const tag = tagKey && (await ports.siteTags()) ? await siteTag(platform, tagKey, rpId) : null;
      return database.read(['records'], async (tx) => {
        const store = tx.objectStore('records');
        return (tag === null ? await store.count() : await store.index('tag').count(tag)) > 0;
      });
    },

    onChange: (listener) => void listeners.push(listener),
  };
}
