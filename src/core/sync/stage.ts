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
  const { revisions, complete } = await work.ports.vault.list();
  const changed = [...revisions].filter(([key, revision]) => work.local(key).revision !== revision);
  const gone = complete ? await goneFrom(work, revisions) : [];
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

/** What the person deleted for good: it was in the vault, and nothing of it is there any more. */
async function goneFrom({ entries, ports }: Working, revisions: ReadonlyMap<EntryKey, number>) {
  const gone = [...entries].filter(
    ([key, { entry, revision }]) => revision !== 0 && !revisions.has(key) && entry.fields.size > 0,
  );
  if (gone.length === 0) return [];
  const unlisted = await ports.vault.unlisted(gone.map(([key]) => key));
  return gone.filter(([key]) => !unlisted.has(key));
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
