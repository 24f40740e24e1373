import { type Entry, type Field, newest } from './entry';
import { FIELD, isWhole, trashOf, trashValue } from './fields';
import type { LocalEntries, LocalEntry } from './ports';
import type { EntryKey } from './segment';
import { isAfter } from './stamp';
import { moment, type Working } from './working';

/**
 * Passkeys that one device put into the trash while another, not knowing, went on using or changing them. They
 * stay in the trash, where nothing is lost, until the person has said which of the two they meant.
 */
export function deletedYetChanged(entries: LocalEntries): EntryKey[] {
  return [...entries].filter(([, { entry }]) => isInDoubt(entry)).map(([key]) => key);
}

function isInDoubt(entry: Entry): boolean {
  const trash = entry.fields.get(FIELD.trash);
  if (!trash || !isWhole(entry)) return false;
  const { deletedAt, seen } = trashOf(trash.value);
  if (deletedAt === null || seen === null) return false;
  return [...entry.fields].some(
    ([number, { stamp }]) =>
      number !== FIELD.trash && isAfter(stamp, seen) && stamp.device !== trash.stamp.device,
  );
}

/** The person meant the deletion, knowing of the changes. */
export async function confirmDeletions(work: Working, keys: readonly EntryKey[]): Promise<void> {
  const now = moment(work);
  const entries = keys.flatMap((key): [EntryKey, LocalEntry][] => {
    const local = work.local(key);
    const trash = local.entry.fields.get(FIELD.trash);
    if (!trash || !isInDoubt(local.entry)) return [];
    const value = trashValue(trashOf(trash.value).deletedAt, newest(local.entry));
    const field: Field = { value, stamp: now.stamp(trash.stamp) };
    const fields = new Map([...local.entry.fields, [FIELD.trash, field]]);
    return [[key, { ...local, entry: { ...local.entry, fields }, dirty: true }]];
  });
  await work.commit({ entries: new Map(entries), replica: { ...work.replica, clock: now.clock } });
}
