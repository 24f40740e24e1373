import { joinEntries, NO_ENTRY, sameEntry } from './entry';
import type { LocalEntry } from './ports';
import { isOwn, type OwnLog, type Peer } from './replica';
import type { Entries, EntryKey } from './segment';
import type { Working } from './working';

/** Whether this device, new in its epoch, has now read every log of it that there is. */
export function hasCaughtUp({ replica }: Working, peers: readonly Peer[]): boolean {
  return replica.follows && peers.length > 0 && peers.every(({ tag }) => tag !== '');
}

/**
 * Marks what this device knows from the epoch before and no other's log of this one shows: deletions, and what it
 * had read from a third device while the one that began the epoch had not. Nobody else may be left to tell.
 */
export function bringAlong(work: Working, shown: Entries, entries: Map<EntryKey, LocalEntry>): OwnLog {
  const { replica } = work;
  let { carries } = replica.log;
  for (const key of new Set([...work.entries.keys(), ...entries.keys()])) {
    const local = entries.get(key) ?? work.local(key);
    const theirs = shown.get(key) ?? NO_ENTRY;
    const all = joinEntries(theirs, local.entry);
    if (sameEntry(all, theirs)) continue;
    const isForeign = [...all.fields].some(
      ([number, field]) => field !== theirs.fields.get(number) && !isOwn(replica, field.stamp.device),
    );
    if (isForeign) carries = 'all';
    if (isForeign || local.seq === 0) entries.set(key, { ...local, dirty: true });
  }
  return { ...replica.log, carries };
}
