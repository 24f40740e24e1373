import type { Bytes } from '../../core/bytes';
import { bringBack } from '../../core/sync/bring-back';
import { confirmDeletions, deletedYetChanged } from '../../core/sync/conflicts';
import { publishManifest } from '../../core/sync/publish';
import type { MassDeletion } from '../../core/sync/pull';
import { markBackedUp, round } from '../../core/sync/round';
import { tellVault } from '../../core/sync/tell-vault';
import { working } from '../../core/sync/working';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import type {
  ConnectResult,
  LookResult,
  RecoveryResult,
  SyncStatus,
} from '../../messages/surface-background';
import { logFailure } from '../log';
import { inTurn } from '../vault/in-turn';
import type { Proof } from '../vault/proof';
import type { Place } from './place';
import { replicaAtWork } from './replica-at-work';
import type { SyncSetting } from './setting';
import { forgetOutcome, readOutcome } from './trouble';
import { withRecoveryKey } from './with-recovery-key';

/** Keeps this device's vault in step with the others'. Does nothing while the vault is locked. */
export type Sync = {
  status(): Promise<SyncStatus>;
  /** Whether a recovery key opens anything at a place; takes no vault. */
  look(place: Place, recoveryKey: string): Promise<LookResult>;
  /** The proof is looked at where the recovery key is another vault's. */
  connect(place: Place, recoveryKey: string, proof?: Proof | null): Promise<ConnectResult>;
  /** Where no user is named, it stays the one that is known. */
  setPassword(user: string, password: string): Promise<void>;
  disconnect(): Promise<void>;
  /** Syncs now, and resolves when it is over, well or not. */
  now(massDeletion?: MassDeletion): Promise<void>;
  /** Syncs if it is due after what failed before. */
  ifDue(): Promise<void>;
  rename(name: string): Promise<void>;
  removeDevice(device: string, recoveryKey: string): Promise<RecoveryResult>;
  follow(recoveryKey: string): Promise<RecoveryResult>;
  /** Passkeys in the trash that the person is asked about. Throws locked where that cannot be known. */
  inDoubt(): Promise<readonly string[]>;
  confirmDeletions(ids: readonly string[]): Promise<void>;
  dismissWarnings(): Promise<void>;
  /**
   * Around the vault's discarding of damaged records: the other devices keep what they have, and what is known of
   * it here comes back.
   */
  discarding(records: readonly RecordId[], discard: () => Promise<void>): Promise<void>;
  /** The vault is about to open with a new recovery key, by that slot: the next sync has the place do so too. */
  recoveryKeyChanging(secret: Bytes, vaultSlot: string): Promise<void>;
  /** Stops what is under way and forgets what is in memory. */
  locked(): Promise<void>;
};

export function startSync(setting: SyncSetting): Sync {
  const { platform, session, vault } = setting;
  const replica = replicaAtWork(setting);
  const keyed = withRecoveryKey(setting, replica);
  const { store, opened, attempt, tell } = replica;
  /** One at a time: two at once would each act on what the other is changing. */
  const turn = inTurn();

  return {
    status: replica.status,
    look: keyed.look,
    connect: (place, recoveryKey, proof) => turn(() => keyed.connect(place, recoveryKey, proof)),
    removeDevice: (device, recoveryKey) => turn(() => keyed.removeDevice(device, recoveryKey)),
    follow: (recoveryKey) => turn(() => keyed.follow(recoveryKey)),
    recoveryKeyChanging: keyed.changing,

    now: (massDeletion = 'ask') => turn(() => attempt(({ work }) => keyed.run(work, massDeletion))),
    async ifDue() {
      if ((await readOutcome(session)).nextAt <= platform.now()) await this.now();
    },

    setPassword: (user, password) =>
      turn(async () => {
        const now = await opened();
        if (now?.place.kind !== 'webdav') return;
        await store.setPlace({ ...now.place, user: user || now.place.user, password });
        replica.forget();
        await attempt(({ work }) => round(work));
      }),

    disconnect: () =>
      turn(async () => {
        const now = await opened();
        if (now) {
          // What still waits to be sent would go with it.
          if (await setting.isAllowed()) {
            await publishManifest(now.work, { status: 'left' }).catch((error: unknown) =>
              logFailure('leaving sync', error),
            );
          }
          const saved = await store.load();
          if (saved) await markBackedUp(await working(replica.portsAt(now.place, false), saved));
        }
        replica.forget();
        await store.clear();
        await forgetOutcome(session);
        await tell();
      }),

    rename: (name) =>
      turn(() =>
        attempt(async ({ work }) => {
          await work.commit({ replica: { ...work.replica, name } });
          await publishManifest(work);
          return round(work);
        }),
      ),

    async inDoubt() {
      const now = await opened();
      if (!now && (await store.isOn())) throw new VaultError('locked');
      return now ? deletedYetChanged(now.work.entries) : [];
    },

    confirmDeletions: (ids) =>
      turn(() =>
        attempt(async ({ work }) => {
          await confirmDeletions(work, ids);
          return round(work);
        }),
      ),

    dismissWarnings: () =>
      turn(async () => {
        const now = await opened();
        if (!now) return;
        const faults = now.work.replica.faults.map((fault) => ({ ...fault, seen: true }));
        await now.work.commit({ replica: { ...now.work.replica, faults } });
        await tell();
      }),

    discarding: (records, discard) =>
      turn(async () => {
        const now = await opened();
        if (!now) return discard();
        try {
          const { work } = now;
          await bringBack(work, await vault.records.keysOf(records, [...work.entries.keys()]));
          await discard();
          await tellVault(work);
        } catch (error) {
          replica.forget();
          throw error;
        }
      }),

    async locked() {
      replica.stop();
      await tell();
    },
  };
}
