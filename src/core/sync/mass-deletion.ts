import { type Entry, type Field, joinEntries } from './entry';
import { FIELD, isWhole, trashOf, trashValue } from './fields';
import type { LocalEntry } from './ports';
import { later } from './stamp';
import { type Moment, NOTHING_LOCAL } from './working';

/** Whether it is a passkey that can be used: all of it is here, and it is not in the trash. */
export function isLiving(entry: Entry): boolean {
  if (!isWhole(entry)) return false;
  const trash = entry.fields.get(FIELD.trash);
  return trash === undefined || trashOf(trash.value).deletedAt === null;
}

/** So many gone at once are more likely a mistake or an attack than a wish. */
export function isMass(lost: number, living: number): boolean {
  return lost >= 50 || (lost > 3 && lost > living / 4);
}

/** The passkey as it was here before, with stamps after the deletion that came. */
export function restoredFrom(before: LocalEntry, merged = NOTHING_LOCAL, { stamp }: Moment): LocalEntry {
  const { removed } = merged.entry;
  const over = (number: number) =>
    later(
      later(before.entry.fields.get(number)?.stamp ?? null, removed),
      merged.entry.fields.get(number)?.stamp ?? null,
    );
  const lost = [...before.entry.fields].filter(
    ([number]) => number === FIELD.trash || !merged.entry.fields.has(number),
  );
  const fields = lost.map(([number, { value }]): [number, Field] => [
    number,
    { value: number === FIELD.trash ? trashValue(null, null) : value, stamp: stamp(over(number)) },
  ]);
  const trash = merged.entry.fields.get(FIELD.trash);
  if (trash && !before.entry.fields.has(FIELD.trash)) {
    fields.push([FIELD.trash, { value: trashValue(null, null), stamp: stamp(trash.stamp) }]);
  }
  const again: Entry = { ...before.entry, removed, fields: new Map(fields) };
  return {
    ...merged,
    entry: joinEntries(merged.entry, again),
    base: before.base ?? before.entry.fields,
    dirty: true,
  };
}
