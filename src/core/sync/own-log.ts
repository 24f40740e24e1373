import { toBase64url } from '../bytes';
import type { HistoryFault } from './history';
import { decodeManifest, hashManifest } from './manifest';
import type { LocalEntry } from './ports';
import { hasMoved } from './read-log';
import type { ObjectName } from './remote';
import { NEW_LOG, type Replica } from './replica';
import { openObject } from './sealed-object';
import type { EntryKey } from './segment';
import { DEVICE_ID_LENGTH } from './stamp';
import { type Working, withFault } from './working';

/**
 * Whether our own log at the remote is as we left it. `sound`: yes. `lost`: it is gone or older, so the remote
 * has lost something. `unknown`: there is more of it than we know, so this device was restored from an older
 * copy, or copied. `spoilt`: it cannot be read.
 */
type OwnState = 'sound' | 'lost' | 'unknown' | 'spoilt';

/** Looks at our own log first of all, and mends what is to be mended. */
export async function checkOwnLog(work: Working, listing: ReadonlyMap<ObjectName, string>): Promise<void> {
  const name = await work.keys.manifestName(work.replica.device);
  const tag = listing.get(name) ?? '';
  const state = await ownState(work, name, tag);
  if (state === 'unknown') return renew(work);
  // An epoch that has ended takes the logs with it.
  if (state !== 'sound' && (await hasMoved(work, listing))) return;
  if (state === 'sound') {
    const isGone = work.replica.log.segments.some((segment) => !listing.has(segment.name));
    return isGone && work.outbox === null ? repair(work, 'missing') : undefined;
  }
  const kind: HistoryFault | 'damaged' = state === 'spoilt' ? 'damaged' : tag ? 'rolled-back' : 'missing';
  await repair(work, kind);
}

async function ownState(work: Working, name: ObjectName, tag: string): Promise<OwnState> {
  const { replica, outbox, ports, keys } = work;
  const { log } = replica;
  // A manifest still in the outbox may or may not have got through.
  const unsent = outbox !== null;
  const isNew = log.counter === 0 || (unsent && log.counter === 1);
  if (tag === '') return isNew ? 'sound' : 'lost';
  if (tag === log.tag && !unsent) return 'sound';
  const sealed = await ports.remote.read(name);
  if (!sealed) return isNew ? 'sound' : 'lost';
  const hash = await hashManifest(ports.platform, sealed);
  if (hash === log.hash) {
    await work.commit({ replica: { ...replica, log: { ...log, tag } } });
    return 'sound';
  }
  if (unsent && hash === log.history[0]) return 'sound';
  let counter: number;
  try {
    counter = decodeManifest(await openObject(ports.platform, keys, 'manifest', name, sealed)).counter;
  } catch {
    // Half written, by us: it is written again.
    return unsent ? 'sound' : 'spoilt';
  }
  return counter >= log.counter ? 'unknown' : 'lost';
}

/** Writes to a new log what ours held, since the remote lost it. */
export async function repair(work: Working, kind: HistoryFault | 'damaged'): Promise<void> {
  const { replica } = work;
  const { device, name } = replica;
  const faults = withFault(replica, {
    ...{ kind, device, name, counter: replica.log.counter, at: work.ports.platform.now() },
  });
  const entries = new Map(
    [...work.entries].flatMap(([key, local]): [EntryKey, LocalEntry][] =>
      local.seq > 0 ? [[key, { ...local, dirty: true }]] : [],
    ),
  );
  // As if it had never been written, so that a manifest follows even where there is nothing else to write.
  const log = { ...replica.log, segments: [], tag: '', at: 0 };
  await work.commit({ replica: { ...replica, faults, log }, entries, outbox: null });
}

/** From now on this log holds all that this device knows, since another's has lost something. */
export async function carryAll(work: Working): Promise<void> {
  const { replica } = work;
  const entries = new Map([...work.entries].map(([key, local]) => [key, { ...local, dirty: true }]));
  await work.commit({ replica: { ...replica, log: { ...replica.log, carries: 'all' } }, entries });
}

/**
 * A copy of this device wrote what this one does not know of. Going on under the same name would fork the log,
 * so this one takes a new name, and reads its earlier log as it reads any other's. What it wrote, it writes again:
 * the copy may have written over it at the same moment.
 */
export async function renew(work: Working): Promise<void> {
  const { replica, ports } = work;
  const device = toBase64url(ports.platform.random(DEVICE_ID_LENGTH));
  const entries = new Map(
    [...work.entries].map(([key, local]): [EntryKey, LocalEntry] => [
      key,
      { ...local, seq: 0, dirty: local.dirty || local.seq > 0 },
    ]),
  );
  const { counter } = replica.log;
  const faults = withFault(replica, {
    ...{ kind: 'restored', device: replica.device, name: replica.name, counter, at: ports.platform.now() },
  });
  const former = [...replica.former, replica.device];
  const next: Replica = { ...replica, device, former, faults, log: NEW_LOG };
  await work.commit({ replica: next, entries, outbox: null });
}
