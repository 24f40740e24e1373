import type { Platform } from '../../platform';
import { testPlatform } from '../../testing/test-platform';
import type { PasskeyRecord } from '../../vault/record';
import { bringBack } from '../bring-back';
import { newReplica } from '../epoch';
import type { Group } from '../epoch-keys';
import { SyncError } from '../error';
import type { LocalEntry, Outbox, Saved, SyncPorts } from '../ports';
import type { MassDeletion } from '../pull';
import type { Remote } from '../remote';
import { type Replica, readReplica } from '../replica';
import { type RoundResult, round } from '../round';
import type { EntryKey } from '../segment';
import { tellVault } from '../tell-vault';
import { type Working, working } from '../working';

/** The worker was killed, or the power went. */
export class Crash extends Error {}

type Held = { readonly revision: number; readonly record: PasskeyRecord };
type Image = {
  readonly replica: string;
  readonly entries: ReadonlyMap<EntryKey, LocalEntry>;
  readonly outbox: Outbox | null;
  readonly vault: ReadonlyMap<EntryKey, Held>;
  readonly deleted: ReadonlyMap<EntryKey, number>;
};

/**
 * A device with a vault and a disk in memory. `crashAt` counts down over all that writes, here and at the remote;
 * at 0 the call before which it stands never happens, at 0.5 it happens and its answer is lost.
 */
export type SimulatedDevice = {
  readonly index: number;
  skew: number;
  crashAt: number | null;
  /** Whether what lies at the remote counts as another copy. */
  countsAsBackup: boolean;
  readonly vault: Map<EntryKey, Held>;
  /** Records that the vault lists and that do not open. */
  readonly damaged: Set<EntryKey>;
  replica(): Replica;
  /** Null: the person deletes it for good. */
  put(key: EntryKey, record: PasskeyRecord | null): void;
  /** As the person does with a damaged record. */
  discard(key: EntryKey): Promise<void>;
  sync(massDeletion?: MassDeletion): Promise<RoundResult | 'crashed'>;
  work(): Promise<Working>;
  image(): Image;
  restore(image: Image): void;
};

export type DeviceSetting = {
  readonly index: number;
  readonly seed: string;
  readonly group: Group;
  readonly now: () => number;
  readonly remote: (calls: Calls) => Remote;
  /** In place of the platform's. */
  readonly subtle?: Platform['subtle'];
};
export type Calls = { before: (call: string) => void; after: (call: string) => void };

export function simulatedDevice(setting: DeviceSetting): SimulatedDevice {
  const { index, seed, group, now, remote } = setting;
  const vault = new Map<EntryKey, Held>();
  const deleted = new Map<EntryKey, number>();
  const damaged = new Set<EntryKey>();
  const usual = testPlatform(`${seed}/${index}`);
  const platform = { ...usual, subtle: setting.subtle ?? usual.subtle, now: () => now() + device.skew };
  let saved: Saved = {
    replica: { ...newReplica(platform, group, '00'.repeat(16), `Device ${index}`) },
    entries: new Map(),
    outbox: null,
  };
  const calls: Calls = {
    before(call) {
      if (call === 'list' || call === 'read' || device.crashAt === null) return;
      if (device.crashAt === 0) throw new Crash(call);
      device.crashAt -= 0.5;
    },
    after(call) {
      if (call === 'list' || call === 'read' || device.crashAt === null) return;
      if (device.crashAt === 0) throw new Crash(call);
      device.crashAt -= 0.5;
    },
  };

  const ports: SyncPorts = {
    platform,
    remote: remote(calls),
    countsAsBackup: () => device.countsAsBackup,
    progress: () => undefined,
    disk: {
      async save(change) {
        calls.before('save');
        saved = {
          replica: change.replica ? readReplica(JSON.parse(JSON.stringify(change.replica))) : saved.replica,
          entries: change.entries ? new Map([...saved.entries, ...change.entries]) : saved.entries,
          outbox: change.outbox === undefined ? saved.outbox : change.outbox,
        };
        calls.after('save');
      },
    },
    vault: {
      list: async () => ({
        revisions: new Map([...vault].map(([key, { revision }]) => [key, revision])),
        deleted: new Map(deleted),
      }),
      read: async (keys) =>
        new Map(
          keys.flatMap((key) => {
            const held = damaged.has(key) ? undefined : vault.get(key);
            return held ? [[key, held]] : [];
          }),
        ),
      async apply(keys, decide) {
        calls.before('apply');
        for (const key of keys.filter((one) => !damaged.has(one))) {
          const decision = decide(key, vault.get(key)?.record ?? null);
          if (decision === null) vault.delete(key);
          else if (decision !== undefined) device.put(key, decision);
        }
        calls.after('apply');
      },
    },
  };

  const device: SimulatedDevice = {
    index,
    skew: 0,
    crashAt: null,
    countsAsBackup: true,
    vault,
    damaged,
    replica: () => saved.replica,
    put(key, record) {
      const revision = vault.get(key)?.revision ?? deleted.get(key) ?? 0;
      if (record) vault.set(key, { revision: revision + 1, record });
      else if (vault.delete(key)) deleted.set(key, revision);
      if (record) deleted.delete(key);
    },
    async discard(key) {
      const work = await device.work();
      await bringBack(work, [key]);
      damaged.delete(key);
      vault.delete(key);
      await tellVault(work);
    },
    work: () => working(ports, saved),
    async sync(massDeletion = 'accept') {
      try {
        return await round(await working(ports, saved), massDeletion);
      } catch (error) {
        if (error instanceof Crash || error instanceof SyncError) return 'crashed';
        throw error;
      }
    },
    image: () => ({
      replica: JSON.stringify(saved.replica),
      entries: saved.entries,
      outbox: saved.outbox,
      vault: new Map(vault),
      deleted: new Map(deleted),
    }),
    restore(image) {
      const { replica, entries, outbox } = image;
      saved = { replica: readReplica(JSON.parse(replica)), entries, outbox };
      vault.clear();
      damaged.clear();
      for (const [key, held] of image.vault) vault.set(key, held);
      deleted.clear();
      for (const [key, revision] of image.deleted) deleted.set(key, revision);
    },
  };
  return device;
}
