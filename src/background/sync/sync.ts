import type { Platform } from '../../core/platform';
import { confirmDeletions } from '../../core/sync/conflicts';
import { beginEpoch, changeRecovery, followEpoch, newGroup, newReplica } from '../../core/sync/epoch';
import type { SyncPorts } from '../../core/sync/ports';
import { publishManifest } from '../../core/sync/publish';
import type { MassDeletion } from '../../core/sync/pull';
import { openSlot, sealSlot, slotName } from '../../core/sync/recovery-slot';
import type { Remote } from '../../core/sync/remote';
import { markBackedUp, round } from '../../core/sync/round';
import { type Working, working } from '../../core/sync/working';
import type { ConnectResult, RecoveryResult, SyncStatus } from '../../messages/surface-background';
import { detach, logFailure } from '../log';
import { inTurn } from '../vault/in-turn';
import type { SyncAccess } from '../vault/sync-access';
import type { SessionArea } from '../vault/vault';
import type { Place } from './place';
import { statusOf } from './status';
import { syncStore } from './sync-disk';
import { forgetOutcome, type Outcome, pauseAfter, readOutcome, reasonOf, writeOutcome } from './trouble';

/** Keeps this device's vault in step with the others'. Does nothing while the vault is locked. */
export type Sync = {
  status(): Promise<SyncStatus>;
  connect(place: Place, recoveryKey: string): Promise<ConnectResult>;
  setPassword(user: string, password: string): Promise<void>;
  disconnect(): Promise<void>;
  /** Syncs now, and resolves when it is over, well or not. */
  now(massDeletion?: MassDeletion): Promise<void>;
  /** Syncs if it is due after what failed before. */
  ifDue(): Promise<void>;
  rename(name: string): Promise<void>;
  removeDevice(device: string, recoveryKey: string): Promise<RecoveryResult>;
  follow(recoveryKey: string): Promise<RecoveryResult>;
  confirmDeletions(ids: readonly string[]): Promise<void>;
  dismissWarnings(): Promise<void>;
  /** A new recovery key opens the vault from now on. */
  recoveryKeyChanged(recoveryKey: string): Promise<void>;
  /** Stops what is under way and forgets what is in memory. */
  locked(): Promise<void>;
  /** Whether a change of the vault that is told now was made by sync itself. */
  isOwnChange(): boolean;
};

export type SyncSetting = {
  readonly platform: Platform;
  readonly session: SessionArea;
  readonly vault: SyncAccess;
  readonly isUnlocked: () => Promise<boolean>;
  readonly isAllowed: () => Promise<boolean>;
  readonly remoteAt: (place: Place, signal: () => AbortSignal) => Remote;
  /** 0 to 1, of a place with little room. */
  readonly fullnessOf: (place: Place) => Promise<number | null>;
  readonly deviceName: () => Promise<string>;
  readonly changed: (status: SyncStatus) => void;
  readonly databaseName?: string;
};

type Open = { readonly place: Place; readonly work: Working };

export function startSync(setting: SyncSetting): Sync {
  const { platform, session, vault } = setting;
  const store = syncStore(vault, setting.databaseName);
  const turn = inTurn();
  let abort = new AbortController();
  let open: Open | null = null;
  let progress: number | null = null;
  let ownChanges = 0;

  function portsAt(place: Place, isConnected = true): SyncPorts {
    return {
      platform,
      remote: setting.remoteAt(place, () => abort.signal),
      disk: store.disk,
      vault: {
        ...vault.records,
        async apply(keys, decide) {
          ownChanges += 1;
          if (!(await vault.records.apply(keys, decide))) ownChanges -= 1;
        },
      },
      // What lies in the browser's account counts once another device was seen there: only then is it synced.
      countsAsBackup: ({ peers }) => isConnected && (place.kind === 'webdav' || peers.length > 0),
      progress(part) {
        const step = Math.floor(part * 20) / 20;
        if (step === progress) return;
        progress = step;
        detach('telling of sync', tell());
      },
    };
  }

  /** Null where this device is in no sync, or the vault is locked. */
  async function opened(): Promise<Open | null> {
    if (!(await setting.isUnlocked())) return null;
    if (open) return open;
    const saved = await store.load();
    if (!saved) return null;
    open = { place: saved.place, work: await working(portsAt(saved.place), saved) };
    return open;
  }

  async function status(): Promise<SyncStatus> {
    const isUnlocked = await setting.isUnlocked();
    const [now, outcome, allowed, isOn] = await Promise.all([
      isUnlocked ? opened() : null,
      readOutcome(session),
      setting.isAllowed(),
      store.isOn(),
    ]);
    const fullness = now ? await setting.fullnessOf(now.place).catch(() => null) : null;
    return statusOf({ platform, now, outcome, allowed, isOn, fullness, progress });
  }

  async function tell(): Promise<void> {
    setting.changed(await status());
  }

  async function ended(outcome: Partial<Outcome>): Promise<void> {
    progress = null;
    await writeOutcome(session, { ...(await readOutcome(session)), ...outcome });
    await tell();
  }

  /** Does something with the replica; what fails is kept for the person to read, and tried again later. */
  async function attempt(act: (now: Open) => Promise<Outcome['result']>): Promise<void> {
    const now = await opened();
    if (!now || !(await setting.isAllowed())) return;
    progress = 0;
    await tell();
    try {
      const result = await act(now);
      await ended({ result, reason: null, failures: 0, nextAt: 0, lastAt: platform.now() });
    } catch (error) {
      // Memory may no longer be what is on the disk.
      open = null;
      const reason = reasonOf(error);
      if (reason === null) return ended({});
      logFailure('sync', error);
      const failures = (await readOutcome(session)).failures + 1;
      await ended({ result: 'failed', reason, failures, nextAt: platform.now() + pauseAfter(failures) });
    }
  }

  /** The group that a recovery key opens at a place, if any. */
  async function groupAt(remote: Remote, secret: Parameters<typeof slotName>[1]) {
    const content = await remote.read(await slotName(platform, secret));
    return content && (await openSlot(platform, secret, content));
  }

  async function connect(place: Place, recoveryKey: string): Promise<ConnectResult> {
    if (!(await setting.isAllowed())) return { result: 'not-allowed' };
    const key = await vault.readRecoveryKey(recoveryKey);
    if (!key) return { result: 'mistyped-key' };
    try {
      const { remote } = portsAt(place);
      await remote.list();
      const found = await groupAt(remote, key.secret);
      if (!found && !key.isOurs) return { result: 'wrong-key' };
      const group = found ?? newGroup(platform);
      const slot = await sealSlot(platform, key.secret, group);
      if (!found) await remote.write(slot.name, slot.content);
      const replica = newReplica(platform, group, slot.name, await setting.deviceName());
      open = null;
      await store.begin(place, { replica, entries: new Map(), outbox: null });
      if (!key.isOurs) await vault.adoptRecoveryKey(key.secret);
      await forgetOutcome(session);
      await attempt(({ work }) => round(work, 'ask'));
      return { result: 'ok', joined: found !== null };
    } catch (error) {
      logFailure('connecting sync', error);
      return { result: 'failed', reason: reasonOf(error) ?? 'internal' };
    }
  }

  /** Acts with the recovery key of the group at the place; any device of the group may have changed it. */
  async function withKey(
    recoveryKey: string,
    act: (
      work: Working,
      key: NonNullable<Awaited<ReturnType<SyncAccess['readRecoveryKey']>>>,
    ) => Promise<boolean>,
  ): Promise<RecoveryResult> {
    const now = await opened();
    const key = await vault.readRecoveryKey(recoveryKey);
    if (!key || !now) return { result: 'mistyped-key' };
    try {
      if (!(await act(now.work, key))) return { result: 'wrong-key' };
      if (!key.isOurs) await vault.adoptRecoveryKey(key.secret);
      await attempt(({ work }) => round(work));
      return { result: 'ok' };
    } catch (error) {
      open = null;
      logFailure('sync', error);
      return { result: 'failed', reason: reasonOf(error) ?? 'internal' };
    }
  }

  return {
    status,
    connect: (place, recoveryKey) => turn(() => connect(place, recoveryKey)),
    now: (massDeletion = 'ask') => turn(() => attempt(({ work }) => round(work, massDeletion))),
    async ifDue() {
      if ((await readOutcome(session)).nextAt <= platform.now()) await this.now();
    },

    setPassword: (user, password) =>
      turn(async () => {
        const now = await opened();
        if (now?.place.kind !== 'webdav') return;
        await store.setPlace({ ...now.place, user, password });
        open = null;
        await attempt(({ work }) => round(work));
      }),

    disconnect: () =>
      turn(async () => {
        const now = await opened();
        if (now) {
          await publishManifest(now.work, { status: 'left' }).catch((error: unknown) =>
            logFailure('leaving sync', error),
          );
          const saved = await store.load();
          if (saved) await markBackedUp(await working(portsAt(now.place, false), saved));
        }
        open = null;
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

    removeDevice: (device, recoveryKey) =>
      turn(() =>
        withKey(recoveryKey, async (work, { secret }) => {
          const group = await groupAt(work.ports.remote, secret);
          if (group?.secret !== work.replica.group.secret) return false;
          // What the others wrote until now comes along.
          if ((await round(work)) !== 'done') return false;
          await beginEpoch(work, secret, [device]);
          return true;
        }),
      ),

    follow: (recoveryKey) =>
      turn(() =>
        withKey(recoveryKey, async (work, { secret }) => {
          const group = await groupAt(work.ports.remote, secret);
          if (!group || group.id !== work.replica.group.id) return false;
          if (group.epoch > work.replica.group.epoch) await followEpoch(work, group);
          return true;
        }),
      ),

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

    recoveryKeyChanged: (recoveryKey) =>
      turn(async () => {
        const key = await vault.readRecoveryKey(recoveryKey);
        if (!key || !(await opened())) return;
        await attempt(async ({ work }) => {
          await changeRecovery(work, key.secret);
          return round(work);
        });
      }),

    async locked() {
      abort.abort();
      abort = new AbortController();
      open = null;
      progress = null;
      await tell();
    },

    isOwnChange() {
      if (ownChanges === 0) return false;
      ownChanges -= 1;
      return true;
    },
  };
}
