import { type Entry, joinEntries, NO_ENTRY } from './entry';
import { SyncError } from './error';
import { checkHistory, type HistoryFault } from './history';
import { decodeManifest, hashManifest, type Manifest } from './manifest';
import type { ObjectName } from './remote';
import type { Peer } from './replica';
import { openObject } from './sealed-object';
import { decodeSegment, type EntryKey } from './segment';
import type { Working } from './working';

/** What reading another device's log brought. `peer` is null where its manifest cannot be relied on at all. */
export type LogRead = {
  readonly peer: Peer | null;
  readonly manifest: Manifest | null;
  readonly fault: HistoryFault | 'damaged' | null;
  readonly entries: ReadonlyMap<EntryKey, Entry>;
  /** Segments that the manifest names and that cannot be read. */
  readonly lacking: readonly ObjectName[];
};

const NOTHING = { peer: null, manifest: null, entries: new Map(), lacking: [] };

/** Reads what is new in the log behind a manifest. Throws what the remote throws, and version-too-new. */
export async function readLog(
  work: Working,
  name: ObjectName,
  tag: string,
  known: Peer | null,
): Promise<LogRead | null> {
  const head = await readManifest(work, name);
  if (head === null) return null;
  if (head === 'damaged') return { ...NOTHING, fault: 'damaged' };
  const { manifest, hash } = head;
  const fault = checkHistory(known, manifest, hash);
  // An older state tells nothing new; what was read before stays.
  if (fault === 'rolled-back') return { ...NOTHING, manifest, fault };
  const from = fault === 'forked' ? 0 : (known?.upTo ?? 0);
  const { entries, upTo, lacking } = await readSegments(work, manifest, from);
  const whole = lacking.length === 0;
  const { device, counter, history, at, segments, status, removed, slot } = manifest;
  const peer: Peer = {
    ...{ device, name: manifest.name, manifest: name, counter, hash, history, at, upTo, segments },
    // Where something was missing, it is looked for again next time.
    tag: whole ? tag : '',
    ...{ status, removed, slot },
  };
  return { peer, manifest, fault: fault ?? (whole ? null : 'missing'), entries, lacking };
}

/** Whether some device's manifest says that the vault goes on in a later epoch. */
export async function hasMoved(work: Working, listing: ReadonlyMap<ObjectName, string>): Promise<boolean> {
  for (const name of listing.keys()) {
    if (!work.keys.isManifest(name)) continue;
    const head = await readManifest(work, name);
    if (head && head !== 'damaged' && head.manifest.status === 'moved') return true;
  }
  return false;
}

async function readManifest(work: Working, name: ObjectName) {
  const { ports, keys } = work;
  const sealed = await ports.remote.read(name);
  if (!sealed) return null;
  try {
    const manifest = decodeManifest(await openObject(ports.platform, keys, 'manifest', name, sealed));
    if ((await keys.manifestName(manifest.device)) !== name) return 'damaged';
    return { manifest, hash: await hashManifest(ports.platform, sealed) };
  } catch (error) {
    return damagedOnly(error);
  }
}

async function readSegments(work: Working, { segments }: Manifest, from: number) {
  const { ports, keys } = work;
  const all = new Map<EntryKey, Entry>();
  const wanted = segments.filter(({ upTo }) => upTo > from);
  let upTo = from;
  const lacking: ObjectName[] = [];
  for (const [index, { name, upTo: end }] of wanted.entries()) {
    const sealed = await ports.remote.read(name);
    const entries = sealed && (await openSegment(sealed, name));
    if (entries)
      for (const [key, entry] of entries) all.set(key, joinEntries(all.get(key) ?? NO_ENTRY, entry));
    else lacking.push(name);
    // Positions never pass over what is missing.
    if (lacking.length === 0) upTo = end;
    ports.progress((index + 1) / wanted.length);
  }
  return { entries: all, upTo, lacking };

  async function openSegment(
    sealed: NonNullable<Awaited<ReturnType<typeof ports.remote.read>>>,
    name: string,
  ) {
    try {
      return decodeSegment(await openObject(ports.platform, keys, 'segment', name, sealed));
    } catch (error) {
      damagedOnly(error);
      return null;
    }
  }
}

function damagedOnly(error: unknown): 'damaged' {
  if (error instanceof SyncError && error.reason === 'damaged') return 'damaged';
  throw error;
}
