import type { CredentialStore } from '../../core/authenticator/credential-store';
import type { Platform } from '../../core/platform';
import { VaultError } from '../../core/vault/error';
import { ARGON2_FLOOR, type Argon2id, type Argon2Parameters } from '../../core/vault/kdf';
import { PIN_MIN_LENGTH } from '../../core/vault/pin';
import type {
  PinResult,
  PinState,
  ProofResult,
  VaultState,
  VaultStatus,
} from '../../messages/surface-background';
import { detach } from '../log';
import type { VaultMark } from '../vault-mark';
import { type ActivitySeal, activitySeal } from './activity-seal';
import { credentialStore } from './credential-store';
import { DAMAGE_KEY, type DamageCheck, damageCheck } from './damage';
import { vaultDatabase } from './database';
import { eraseRows, opens } from './erasing';
import { type Exchanging, exchanging } from './exchanging';
import { loadHeader } from './header-row';
import { inTurn } from './in-turn';
import { makeVault, type PinRefused } from './making';
import { lockedMayHold } from './may-hold';
import { type NotesSeal, notesSeal } from './notes-seal';
import { type Passkeys, passkeys } from './passkeys';
import { pinAttempts } from './pin-attempts';
import { pinPlace as pinPlaceOf } from './pin-place';
import { type Failure, type Proof, type Proven, proving } from './proof';
import { recordReader } from './record-reader';
import { recordWriter } from './record-writer';
import { type SessionArea, sessionKey } from './session-key';
import { sessionSlot } from './session-slot';
import { type Signalled, signalled } from './signalled';
import { siteLookup } from './site-lookup';
import { applySiteTags } from './site-tags';
import { slotRows } from './slot-rows';
import { type SyncAccess, syncAccess } from './sync-access';
import { unlocking } from './unlocked';
import { type WaysIn, waysIn } from './ways-in';

export type { SessionArea } from './session-key';

export type VaultPorts = {
  readonly platform: Platform;
  readonly argon2id: Argon2id;
  readonly session: SessionArea;
  /** The person's setting: whether records carry a tag of their RP ID for the locked state. */
  readonly siteTags: () => Promise<boolean>;
  /** Code points of a new PIN, where an organisation asks for more than the core does. */
  readonly minimumPinLength?: () => Promise<number>;
  /** Hears of each proof that did not hold, whatever it was for. */
  readonly proofFailed?: (failure: Failure) => void;
  readonly databaseName?: string;
  /** Remembers apart from the database that there is a vault. */
  readonly mark?: VaultMark;
  /** Those in the trash, in base64url, of which the person has yet to say whether they belong there. */
  readonly inDoubt?: () => Promise<readonly string[]>;
  /** The vault is about to be erased: clears what is kept for it elsewhere. */
  readonly erasing?: () => Promise<void>;
  /** Milliseconds on a clock that nobody can set; it may start anew with the worker. */
  readonly running?: () => number;
  /** What a PIN slot costs at least; a slot that costs less is wrapped anew when it is next opened. */
  readonly costFloor?: Argon2Parameters;
};

/** The vault of this browser profile. Everything that fails throws VaultError. */
export type Vault = Passkeys &
  Signalled &
  DamageCheck &
  WaysIn &
  ActivitySeal &
  NotesSeal &
  Exchanging & {
    /** What sync needs of it, and nothing else does. */
    readonly forSync: SyncAccess;
    state(): Promise<VaultState>;
    pinState(): Promise<PinState>;
    /** All that is known of it while it may be locked. */
    status(): Promise<VaultStatus>;
    /** Makes the vault and leaves it unlocked. Throws vault-exists. */
    make(pin: string): Promise<{ readonly result: 'ok' } | PinRefused>;
    /** Also verifies the person while already unlocked. One attempt counter for all; one try at a time. */
    unlock(pin: string): Promise<PinResult>;
    /** The same with any proof. */
    unlockWith(proof: Proof): Promise<ProofResult>;
    lock(): Promise<void>;
    /**
     * Erases a vault that nothing opens any more, so that another can be made. Where a recovery key, face or finger
     * would, the person has said that these are lost. Throws no-vault.
     */
    erase(othersLost?: boolean): Promise<{ readonly result: 'ok' | 'opens' }>;
    /** Whether there may be a passkey for that RP ID: exactly while unlocked, else by what a locked vault shows. */
    mayHold(rpId: string): Promise<boolean>;
    readonly store: CredentialStore;
    /** Clears old trash and brings site tags in step with the setting. Runs by itself after each unlock. */
    tidy(): Promise<void>;
    /** Brings site tags in step with the setting, as far as that can be done while locked. */
    tagSites(): Promise<void>;
    onChange(listener: (what: VaultChange, by: ChangedBy) => void): void;
  };

/** `state`: made, unlocked, locked. `ways`: those into it. `damage`: how much. `passkeys`: any change of them. */
export type VaultChange = 'state' | 'ways' | 'damage' | 'passkeys';
/** `sync`: it brought the change from elsewhere. `here`: whatever else. */
export type ChangedBy = 'here' | 'sync';

export function openVault(ports: VaultPorts): Vault {
  const { platform, argon2id, costFloor = ARGON2_FLOOR, running = () => performance.now() } = ports;
  const minimumPinLength = ports.minimumPinLength ?? (async () => PIN_MIN_LENGTH);
  const listeners: ((what: VaultChange, by: ChangedBy) => void)[] = [];
  const tell = (what: VaultChange, by: ChangedBy = 'here') => {
    for (const listener of listeners) listener(what, by);
  };

  const database = vaultDatabase(ports.databaseName ?? 'latchkey');
  const session = sessionKey(ports.session);
  const unlocked = unlocking(platform, database, session);
  const pinInMemory = sessionSlot(ports.session, 'pin-slot');
  const attempts = pinAttempts(database, pinInMemory, () => ({ now: platform.now(), running: running() }));
  const pinPlace = pinPlaceOf(database, pinInMemory, attempts);
  const slots = slotRows(database);
  const check = proving({ platform, argon2id, costFloor, attempts, pinPlace, slots });
  const queue = inTurn();
  async function told<F extends Failure>(proving: Promise<Proven | F>): Promise<Proven | F> {
    const result = await proving;
    if (!isProven(result)) ports.proofFailed?.(result);
    return result;
  }
  const prove = (proof: Proof) => told(queue(() => check(proof)));

  const reader = recordReader(platform, database);
  const writer = recordWriter(platform, database, reader);
  const living = siteLookup(platform, reader);
  const changed = () => tell('passkeys');
  const shared = { platform, unlocked, reader, writer, living, now: platform.now, changed };
  const kept = passkeys({ ...shared, inDoubt: ports.inDoubt ?? (async () => []) });
  const drawn = sessionSlot(ports.session, 'recovery-slot');
  const waysChanged = () => tell('ways');
  const ways = waysIn({
    ...shared,
    argon2id,
    costFloor,
    pinPlace,
    slots,
    drawn,
    prove,
    minimumPinLength,
    changed: waysChanged,
  });

  async function state(): Promise<VaultState> {
    const header = await loadHeader(database);
    if (!header) return 'none';
    return (await session.get(header.id)) ? 'unlocked' : 'locked';
  }

  const damage = damageCheck({
    ...shared,
    database,
    session: ports.session,
    counted: () => tell('damage'),
  });

  // In turn, so that the setting as it was read last is the one that holds.
  const tagging = inTurn();
  const tagSites = () =>
    tagging(() => applySiteTags({ platform, database, reader, unlocked, wanted: ports.siteTags })).catch(
      unlessLocked,
    );

  async function tidy(): Promise<void> {
    await tagSites();
    await kept.clearOldTrash().catch(unlessLocked);
  }

  /** Puts the key of a person who was let in where the worker finds it again. */
  async function enter<F extends Failure | PinRefused>(
    result: Proven | F,
  ): Promise<{ readonly result: 'ok' } | F> {
    if (!isProven(result)) return result;
    const { header, key } = result;
    const wasUnlocked = (await session.get(header.id)) !== null;
    await session.set(header.id, key);
    if (!wasUnlocked) {
      tell('state');
      if (ports.mark) detach('marking that there is a vault', ports.mark.set());
      detach('tidying the vault', tidy());
    }
    return { result: 'ok' };
  }

  const unlockWith = async (proof: Proof) => enter(await prove(proof));

  async function lock(): Promise<void> {
    await session.remove();
    await ports.session.remove(DAMAGE_KEY);
    unlocked.forget();
    reader.forget();
    tell('state');
  }

  return {
    ...kept,
    ...signalled(shared),
    ...exchanging(shared),
    ...damage,
    ...activitySeal({ platform, unlocked }),
    ...notesSeal({ platform, unlocked }),
    ...ways,
    forSync: syncAccess({
      ...{ ...shared, session, slots, unlockWith, waysChanged },
      changed: () => tell('passkeys', 'sync'),
    }),
    store: credentialStore(shared),
    state,
    pinState: () => attempts.state(),
    async status() {
      const now = await state();
      const lost = now === 'none' && (await ports.mark?.isSet()) === true;
      const damaged = await damage.damagedCount();
      return { state: now, pin: await attempts.state(), ways: await ways.ways(), lost, damaged };
    },
    make: async (pin) => enter(await makeVault({ ...ports, costFloor, database }, pin)),
    unlock: async (pin) => enter(await told(queue(() => check.byPin(pin)))),
    unlockWith,

    lock,

    // In the queue of the tries, so that none is under way.
    erase: (othersLost = false) =>
      queue(async () => {
        const now = await state();
        if (now === 'none') throw new VaultError('no-vault');
        if (now === 'unlocked' || opens(await ways.ways(), othersLost)) return { result: 'opens' };
        await ports.erasing?.();
        await eraseRows(database);
        attempts.forget();
        await Promise.all([pinInMemory.remove(), drawn.remove(), ports.mark?.clear()]);
        await lock();
        return { result: 'ok' };
      }),

    async mayHold(rpId) {
      const header = await loadHeader(database);
      if (!header) return false;
      if (await session.get(header.id)) return (await living(await unlocked(), rpId)).length > 0;
      const tagged = await ports.siteTags();
      return lockedMayHold({ platform, database }, tagged ? header : { ...header, tagKey: null }, rpId);
    },

    ...{ tidy, tagSites },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** What a locked vault keeps from us waits for the next unlock. */
function unlessLocked(error: unknown): void {
  if (!(error instanceof VaultError) || error.reason !== 'locked') throw error;
}

function isProven(result: { readonly result: string }): result is Proven {
  return result.result === 'proven';
}
