import type { SyncPorts } from '../../core/sync/ports';
import { type Working, working } from '../../core/sync/working';
import type { SyncStatus } from '../../messages/surface-background';
import { detach, logFailure } from '../log';
import type { Place } from './place';
import type { SyncSetting } from './setting';
import { statusOf } from './status';
import { type SyncStore, syncStore } from './sync-disk';
import { type Outcome, pauseAfter, readOutcome, reasonOf, writeOutcome } from './trouble';

export type Open = { readonly place: Place; readonly work: Working };

/** This device's replica, opened when it is first needed, and how the last sync of it went. */
export type ReplicaAtWork = {
  readonly store: SyncStore;
  /** Null where this device is in no sync, or the vault is locked. */
  opened(): Promise<Open | null>;
  /** What is on the disk may be another by now: it is read again when it is next needed. */
  forget(): void;
  /** `isConnected`: whether what lies at that place may count as a backup. */
  portsAt(place: Place, isConnected?: boolean): SyncPorts;
  /** Does something with the replica; what fails is kept for the person to read, and tried again later. */
  attempt(act: (now: Open) => Promise<Outcome['result']>): Promise<void>;
  status(): Promise<SyncStatus>;
  tell(): Promise<void>;
  /** Stops what is under way. */
  stop(): void;
};

export function replicaAtWork(setting: SyncSetting): ReplicaAtWork {
  const { platform, session, vault } = setting;
  const store = syncStore(vault, setting.databaseName);
  let abort = new AbortController();
  /** The one in memory, or on its way there: two would each go on from a state of their own. */
  let open: Promise<Open | null> | null = null;
  let progress: number | null = null;

  function forget(): void {
    open = null;
  }

  function portsAt(place: Place, isConnected = true): SyncPorts {
    // What is stopped stays so: whatever begins after that has ports of its own.
    const { signal } = abort;
    return {
      platform,
      remote: setting.remoteAt(place, signal),
      disk: {
        async save(change) {
          signal.throwIfAborted();
          await store.disk.save(change);
        },
      },
      vault: {
        ...vault.records,
        async apply(keys, decide) {
          signal.throwIfAborted();
          await vault.records.apply(keys, decide);
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

  async function load(): Promise<Open | null> {
    const saved = await store.load();
    return saved && { place: saved.place, work: await working(portsAt(saved.place), saved) };
  }

  async function opened(): Promise<Open | null> {
    if (!(await setting.isUnlocked())) return null;
    open ??= load();
    const mine = open;
    const found = await mine.catch((error: unknown) => {
      if (open === mine) forget();
      throw error;
    });
    // It was forgotten meanwhile, and may be another by now.
    if (open !== mine) return opened();
    // Sync may begin any time.
    if (!found) forget();
    return found;
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

  return {
    ...{ store, opened, forget, portsAt, status, tell },

    async attempt(act) {
      const now = await opened();
      if (!now || !(await setting.isAllowed())) return;
      progress = 0;
      await tell();
      try {
        const result = await act(now);
        await ended({ result, reason: null, failures: 0, nextAt: 0, lastAt: platform.now() });
      } catch (error) {
        // Memory may no longer be what is on the disk.
        forget();
        const reason = reasonOf(error);
        if (reason === null) return ended({});
        logFailure('sync', error);
        const failures = (await readOutcome(session)).failures + 1;
        await ended({ result: 'failed', reason, failures, nextAt: platform.now() + pauseAfter(failures) });
      }
    },

    stop() {
      abort.abort();
      abort = new AbortController();
      forget();
      progress = null;
    },
  };
}
