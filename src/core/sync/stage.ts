import type { PasskeyRecord } from '../vault/record';
import { affirm, type Entry, type Field, joinEntries, newest, remove } from './entry';
import { FIELD, says, trashOf, trashValue, valuesOf } from './fields';
import type { LocalEntry } from './ports';
import type { EntryKey } from './segment';
import { later } from './stamp';
import { type Moment, moment, type Working } from './working';

/**
 * Finds what changed in the vault since it was last compared, and stamps it. Only what has another revision is
 * opened. Works without a remote, so that stamps tell when something was changed and not when it was sent.
 */
export async function stage(work: Working): Promise<void> {
  const { revisions, deleted: deletions } = await work.ports.vault.list();
  const changed = [...revisions].filter(([key, revision]) => work.local(key).revision !== revision);
  // Only what the person deleted: what is merely missing was damaged, and lives on at the others.
  const gone = [...work.entries].filter(([key, local]) => isGone(local, deletions.get(key)));
  if (changed.length === 0 && gone.length === 0) return;

  const now = moment(work);
  const found = await work.ports.vault.read(changed.map(([key]) => key));
  const entries = new Map<EntryKey, LocalEntry>();
  for (const [key, { revision, record }] of found) {
    const local = work.local(key);
    const entry = edited(local, record, now);
    entries.set(key, {
      ...local,
      entry: entry ?? local.entry,
      revision,
      dirty: local.dirty || entry !== null,
    });
  }
  for (const [key, local] of gone) entries.set(key, deleted(local, now));
  if (entries.size > 0) await work.commit({ entries, replica: { ...work.replica, clock: now.clock } });
}

/** A deletion of an earlier revision than what was seen since is not of this passkey's present life. */
function isGone({ entry, revision }: LocalEntry, deletedAt: number | undefined): boolean {
  return deletedAt !== undefined && revision !== 0 && deletedAt >= revision && entry.fields.size > 0;
}

/** The entry with what the person or a ceremony changed; null where nothing was. */
function edited({ entry, base }: LocalEntry, record: PasskeyRecord, { stamp }: Moment): Entry | null {
  const seen = newest({ ...entry, fields: base ?? entry.fields });
  const edits = [...valuesOf(record)].flatMap(([number, value]): [number, Field][] => {
    const isTold = says(entry.fields, number, value);
    // What came from afar and is not in the vault yet is no edit.
    const isUntold = base !== null && says(base, number, value);
    if (isTold || isUntold) return [];
    const over = later(entry.fields.get(number)?.stamp ?? null, entry.removed);
    const deletedAt = number === FIELD.trash ? trashOf(value).deletedAt : null;
    return [
      [number, { stamp: stamp(over), value: deletedAt === null ? value : trashValue(deletedAt, seen) }],
    ];
  });
  if (edits.length === 0 && record.signCount <= entry.signCount) return null;
  const signCount = Math.max(entry.signCount, record.signCount);
  return { ...entry, signCount, fields: new Map([...entry.fields, ...edits]) };
}

/** The person deleted it for good. A change from afar that the vault had not been told of outlives that. */
function deleted(local: LocalEntry, { stamp }: Moment): LocalEntry {
  const gone = { ...local, revision: 0, dirty: true, backedUp: false };
  if (local.base === null) return { ...gone, entry: remove(local.entry) };
  const removed = newest({ ...local.entry, fields: local.base });
  const deletion: Entry = { fields: new Map(), removed, signCount: 0 };
  const entry = affirm(local.entry, deletion, stamp) ?? local.entry;
  return { ...gone, entry: joinEntries(entry, deletion), base: new Map() };
}
