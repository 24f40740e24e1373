import { NO_ENTRY } from './entry';
import { type EpochKeys, epochKeys } from './epoch-keys';
import type { LocalEntry, Outbox, Saved, SavedChange, SyncPorts } from './ports';
import type { Fault, Replica } from './replica';
import type { EntryKey } from './segment';
import { type Clock, type Stamp, stampOver, tick } from './stamp';

/** A replica in memory, always as it is on the disk: what is to change is written there first. */
export type Working = {
  readonly ports: SyncPorts;
  readonly keys: EpochKeys;
  readonly replica: Replica;
  readonly outbox: Outbox | null;
  readonly entries: ReadonlyMap<EntryKey, LocalEntry>;
  local(key: EntryKey): LocalEntry;
  commit(change: SavedChange): Promise<void>;
};

export const NOTHING_LOCAL: LocalEntry = {
  ...{ entry: NO_ENTRY, revision: 0, seq: 0, dirty: false, base: null, backedUp: false },
};

export async function working(ports: SyncPorts, saved: Saved): Promise<Working> {
  const entries = new Map(saved.entries);
  let { replica, outbox } = saved;
  let keys = await epochKeys(ports.platform, replica.group);
  return {
    ports,
    get keys() {
      return keys;
    },
    get replica() {
      return replica;
    },
    get outbox() {
      return outbox;
    },
    entries,
    local: (key) => entries.get(key) ?? NOTHING_LOCAL,
    async commit(change) {
      await ports.disk.save(change);
      for (const [key, local] of change.entries ?? []) entries.set(key, local);
      if (change.outbox !== undefined) outbox = change.outbox;
      if (!change.replica) return;
      const sameEpoch = change.replica.group.secret === replica.group.secret;
      replica = change.replica;
      if (!sameEpoch) keys = await epochKeys(ports.platform, replica.group);
    },
  };
}

/** One moment for all changes that are found at once. */
export type Moment = { readonly clock: Clock; stamp(over: Stamp | null): Stamp };

export function moment({ replica, ports }: Working): Moment {
  const clock = tick(replica.clock, ports.platform.now());
  return { clock, stamp: (over) => stampOver(clock, replica.device, over) };
}

/** The faults with one more, unless it is known already. */
export function withFault(
  { faults }: Pick<Replica, 'faults'>,
  fault: Omit<Fault, 'seen'>,
): Replica['faults'] {
  const { kind, device, counter } = fault;
  const known = faults.some(
    (other) => other.kind === kind && other.device === device && other.counter === counter,
  );
  return known ? faults : [...faults.slice(-49), { ...fault, seen: false }];
}
