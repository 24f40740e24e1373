import { bringAlong, hasCaughtUp } from './bring-along';
import { affirm, type Entry, joinEntries, NO_ENTRY, newest, sameEntry } from './entry';
import { checkHead } from './history';
import type { Manifest } from './manifest';
import { isLiving, isMass, restoredFrom } from './mass-deletion';
import { carryAll, renew, repair } from './own-log';
import type { LocalEntry } from './ports';
import { type LogRead, readLog } from './read-log';
import { latestSlot } from './recovery-change';
import type { ObjectName } from './remote';
import type { Fault, Peer, Replica } from './replica';
import type { EntryKey } from './segment';
import { observe, type Stamp } from './stamp';
import { moment, type Working, withFault } from './working';

type Listing = ReadonlyMap<ObjectName, string>;

/** What to do where a sync would delete a large part of the vault at once. */
export type MassDeletion = 'ask' | 'accept' | 'refuse';

type Found = {
  readonly peers: Map<string, Peer>;
  readonly manifests: Manifest[];
  readonly faults: Omit<Fault, 'seen' | 'at'>[];
  readonly entries: Map<EntryKey, Entry>;
  readonly lacking: ObjectName[];
};

/** Reads what the other devices wrote and merges it, all in one step; tells of what the remote did wrong. */
export async function pull(work: Working, listing: Listing, massDeletion: MassDeletion): Promise<void> {
  const found: Found = {
    peers: new Map(work.replica.peers.map((peer) => [peer.device, fromStart(work, peer)])),
    manifests: [],
    faults: [],
    entries: new Map(),
    lacking: [],
  };
  const own = await work.keys.manifestName(work.replica.device);
  for (const [name, tag] of listing) {
    if (name !== own && work.keys.isManifest(name)) await read(work, found, name, tag);
  }
  if (work.ports.remote.settled) {
    missing(work.replica, found, listing);
    await compareHeads(work, found);
  }
  const cannotRead = new Set(found.manifests.flatMap(({ lacking }) => lacking));
  await spoiltForOthers(work, found, cannotRead);
  const faults = faultsWith(work, found);
  // All before the fault is noted and the manifests count as read, so that after a crash it is done again.
  const isNews = faults !== work.replica.faults;
  if (isNews) await carryAll(work);
  if (isBehindItself(work.replica, found)) await renew(work);
  else if (work.replica.log.segments.some(({ name }) => cannotRead.has(name))) await repair(work, 'damaged');
  await merge(work, found, massDeletion, isNews);
}

/** To be compared, all that stands in the logs is read in one go. */
function fromStart({ replica }: Working, peer: Peer): Peer {
  return replica.follows ? { ...peer, tag: '', upTo: 0 } : peer;
}

async function read(
  work: Working,
  found: Found,
  name: ObjectName,
  tag: string,
  again = false,
): Promise<void> {
  const known = [...found.peers.values()].find((peer) => peer.manifest === name) ?? null;
  if (known?.tag === tag && !again) return;
  let log = await readLog(work, name, tag, known);
  // It may have been written anew between the two reads: once more.
  if (log?.fault && work.ports.remote.settled) log = await readLog(work, name, tag, known);
  if (log) take(work, found, name, log, known);
}

function take(
  { ports }: Working,
  found: Found,
  name: ObjectName,
  { peer, manifest, fault, entries, lacking }: LogRead,
  known: Peer | null,
) {
  if (fault && (ports.remote.settled || fault === 'forked' || fault === 'rolled-back')) {
    const counter = manifest?.counter ?? known?.counter ?? 0;
    const { device, name: called } = known ?? manifest ?? { device: name, name: '' };
    found.faults.push({ kind: fault, device, name: called, counter });
  }
  if (peer) found.peers.set(peer.device, peer);
  if (manifest) found.manifests.push(manifest);
  if (ports.remote.settled) found.lacking.push(...lacking);
  for (const [key, entry] of entries) {
    found.entries.set(key, joinEntries(found.entries.get(key) ?? NO_ENTRY, entry));
  }
}

/** Logs that were there and are not. An epoch that has ended takes them with it. */
function missing({ peers }: Replica, found: Found, listing: Listing): void {
  if ([...found.peers.values()].some(({ status }) => status === 'moved')) return;
  for (const { manifest, device, name, counter } of peers) {
    if (!listing.has(manifest)) found.faults.push({ kind: 'missing', device, name, counter });
  }
}

/** What the devices have seen of each other, against what the remote shows of each. */
async function compareHeads(work: Working, found: Found): Promise<void> {
  for (const { heads } of [...found.manifests]) {
    for (const head of heads) {
      if (head.device === work.replica.device || work.replica.former.includes(head.device)) continue;
      const name = await work.keys.manifestName(head.device);
      if (checkHead(found.peers.get(head.device) ?? null, head) === null) continue;
      // It may have been written since it was read: once more.
      await read(work, found, name, '', true);
      const shown = found.peers.get(head.device) ?? null;
      const fault = checkHead(shown, head);
      const known = found.faults.some(({ device }) => device === head.device);
      if (fault && !known) {
        found.faults.push({
          kind: fault,
          device: head.device,
          name: shown?.name ?? '',
          counter: head.counter,
        });
      }
    }
  }
}

/** What others cannot read of a third's log: that one may be no more, and this one may have read it in time. */
async function spoiltForOthers(work: Working, found: Found, cannotRead: ReadonlySet<ObjectName>) {
  const names = (peer: Peer | undefined) => peer?.segments.some(({ name }) => cannotRead.has(name)) ?? false;
  for (const peer of [...found.peers.values()].filter(names)) {
    // It may have been written anew since it was read: once more.
    await read(work, found, peer.manifest, '', true);
    const { device, name, counter } = peer;
    const isKnown = found.faults.some((fault) => fault.device === device);
    if (!isKnown && names(found.peers.get(device)))
      found.faults.push({ kind: 'damaged', device, name, counter });
  }
}

function faultsWith({ replica, ports }: Working, { faults }: Found): Replica['faults'] {
  const at = ports.platform.now();
  return faults.reduce((all, fault) => withFault({ faults: all }, { ...fault, at }), replica.faults);
}

/** Another device has seen more of this one's log than this one knows. */
function isBehindItself({ device, log }: Replica, { manifests }: Found): boolean {
  const heads = manifests.flatMap((manifest) => manifest.heads).filter((head) => head.device === device);
  return heads.some(
    ({ counter, hash }) => counter > log.counter || (counter === log.counter && hash !== log.hash),
  );
}

/** `carry`: what came goes into our own log as well. */
async function merge(work: Working, found: Found, massDeletion: MassDeletion, carry: boolean): Promise<void> {
  const now = moment(work);
  const entries = new Map<EntryKey, LocalEntry>();
  const lost: EntryKey[] = [];
  let { clock } = now;
  for (const [key, theirs] of found.entries) {
    clock = observe(clock, newestOf(theirs), work.ports.platform.now());
    const local = work.local(key);
    const affirmed = affirm(local.entry, theirs, now.stamp);
    const entry = joinEntries(affirmed ?? local.entry, theirs);
    if (sameEntry(entry, local.entry)) continue;
    if (isLiving(local.entry) && !isLiving(entry)) lost.push(key);
    const base = local.base ?? local.entry.fields;
    entries.set(key, { ...local, entry, base, dirty: local.dirty || affirmed !== null || carry });
  }

  const faults = faultsWith(work, found);
  const living = [...work.entries.values()].filter(({ entry }) => isLiving(entry)).length;
  if (massDeletion === 'ask' && isMass(lost.length, living)) {
    // Nothing is merged and nothing is passed over: next time all of it comes again.
    await work.commit({ replica: { ...work.replica, faults, held: lost.length } });
    return;
  }
  if (massDeletion === 'refuse') {
    for (const key of lost) entries.set(key, restoredFrom(work.local(key), entries.get(key), now));
  }
  const peers = [...found.peers.values()];
  const { lacking } = found;
  const caughtUp = hasCaughtUp(work, peers);
  const log = caughtUp ? bringAlong(work, found.entries, entries) : work.replica.log;
  const replica: Replica = {
    ...{ ...work.replica, ...latestSlot(work.replica, peers), clock, log, peers, faults, lacking },
    ...{ held: 0, follows: work.replica.follows && !caughtUp },
  };
  if (
    caughtUp ||
    entries.size > 0 ||
    found.manifests.length > 0 ||
    faults !== work.replica.faults ||
    work.replica.held > 0
  )
    await work.commit({ replica, entries });
}

function newestOf(entry: Entry): Stamp {
  return newest(entry) ?? entry.removed ?? { at: 0, count: 0, device: '' };
}
