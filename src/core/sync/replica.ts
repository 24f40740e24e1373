import * as v from 'valibot';
import { SyncError } from './error';

/**
 * What one device remembers of sync, besides the passkeys: who it is, its own log, how far it has read the
 * others'. It never leaves the device; there it lies sealed under the vault's key, written all or nothing.
 */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = v.string();
const ids = v.pipe(v.array(text), v.readonly());
const segment = v.object({ name: text, upTo: count, size: count });
const segments = v.pipe(v.array(segment), v.readonly());
const object = v.object({ name: text, content: text });
const stamp = v.object({ at: count, count, device: text });
const recoverySlot = v.object({ name: text, since: v.nullable(stamp) });

const peer = v.object({
  device: text,
  name: text,
  manifest: text,
  /** The remote's tag of the manifest that was read last; empty to read it again. */
  tag: text,
  counter: count,
  hash: text,
  history: ids,
  at: count,
  /** Read up to here. */
  upTo: count,
  segments,
  status: v.picklist(['active', 'left', 'moved']),
  removed: ids,
  /** Where it knows the recovery slot to lie. Null where it does not say. */
  slot: v.optional(v.nullable(recoverySlot), null),
});

const fault = v.object({
  kind: v.picklist(['rolled-back', 'forked', 'missing', 'withheld', 'damaged', 'restored']),
  /** Which device's log it is about. */
  device: text,
  name: text,
  counter: count,
  at: count,
  /** The person has read it. */
  seen: v.boolean(),
});

const replica = v.object({
  version: v.literal(1),
  group: v.object({ id: text, epoch: count, secret: text }),
  device: text,
  /** Ids this device had before it was restored from an older copy. */
  former: ids,
  name: text,
  clock: v.object({ at: count, count }),
  log: v.object({
    /** Of the latest manifest, sent or in the outbox; 0 before the first. */
    counter: count,
    hash: text,
    history: ids,
    /** When it was written. */
    at: count,
    segments,
    /** The number of the latest segment. */
    seq: count,
    /** `all`: this log holds what every device wrote, since some other log cannot be relied on. */
    carries: v.picklist(['own', 'all']),
    /** The remote's tag of our manifest, once it was seen to be ours. */
    tag: text,
    /** What the manifest says of `lacking`. */
    lacking: ids,
  }),
  peers: v.pipe(v.array(peer), v.readonly()),
  faults: v.pipe(v.array(fault), v.readonly()),
  /** Segments of others that cannot be read; their devices hear of it and write them again. */
  lacking: ids,
  /** So many passkeys would go at once; nothing is merged before the person has said what shall be. 0: none. */
  held: count,
  /** Where the recovery slot lies. */
  slot: text,
  /** When a new recovery key brought it there; null for the first, or where another device has yet to tell. */
  slotSince: v.optional(v.nullable(stamp), null),
  /** Slots of recovery keys that a later one has replaced: they go wherever they are seen. */
  replaced: v.optional(ids, []),
  /** What this device knows of the epoch before has yet to be compared with all that the others wrote in this one. */
  follows: v.optional(v.boolean(), false),
  /** Objects still to be written and removed to end the epoch before this one. */
  move: v.nullable(v.object({ slot: object, notice: object, garbage: ids })),
});

export type Replica = v.InferOutput<typeof replica>;
export type Peer = v.InferOutput<typeof peer>;
export type Fault = v.InferOutput<typeof fault>;
export type OwnLog = Replica['log'];

export const NEW_LOG: OwnLog = {
  ...{ counter: 0, hash: '', history: [], at: 0, segments: [], seq: 0, tag: '', lacking: [] },
  carries: 'own',
};

/** Throws damaged. */
export function readReplica(stored: unknown): Replica {
  const parsed = v.safeParse(replica, stored);
  if (!parsed.success) throw new SyncError('damaged');
  return parsed.output;
}

/** Whether a stamp was made here. */
export function isOwn({ device, former }: Replica, stamped: string): boolean {
  return stamped === device || former.includes(stamped);
}
