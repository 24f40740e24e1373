import { type Bytes, equal } from '../bytes';
import { isAfter, later, type Stamp } from './stamp';

/** One field of a passkey: what it is, and when it became so. */
export type Field = { readonly stamp: Stamp; readonly value: Bytes };

/**
 * What all devices together know of one passkey. Fields go by number and their values are opaque here, so that
 * a field of a later Latchkey passes through an earlier one unharmed.
 *
 * Entries form a join-semilattice: `joinEntries` is commutative, associative and idempotent (tested), so that
 * lost, repeated and reordered transfers cannot make two devices differ.
 */
export type Entry = {
  /** All with a stamp after `removed`. */
  readonly fields: ReadonlyMap<number, Field>;
  /** Deleted for good: all that was known up to this moment. Null for never. */
  readonly removed: Stamp | null;
  /** The highest seen; a counter never goes back. */
  readonly signCount: number;
};

export const NO_ENTRY: Entry = { fields: new Map(), removed: null, signCount: 0 };

/** The later value of each field; of two with one stamp, which only a restored device can make, the greater. */
export function joinEntries(a: Entry, b: Entry): Entry {
  const removed = later(a.removed, b.removed);
  const fields = new Map<number, Field>();
  for (const { fields: side } of [a, b]) {
    for (const [number, field] of side) {
      const held = fields.get(number);
      if (isAfter(field.stamp, removed) && (!held || wins(field, held))) fields.set(number, field);
    }
  }
  return { fields, removed, signCount: Math.max(a.signCount, b.signCount) };
}

function wins(field: Field, held: Field): boolean {
  if (isAfter(field.stamp, held.stamp)) return true;
  return !isAfter(held.stamp, field.stamp) && compareBytes(field.value, held.value) > 0;
}

function compareBytes(a: Bytes, b: Bytes): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function sameEntry(a: Entry, b: Entry): boolean {
  return (
    a.signCount === b.signCount &&
    sameStamp(a.removed, b.removed) &&
    a.fields.size === b.fields.size &&
    [...a.fields].every(([number, { stamp, value }]) => {
      const other = b.fields.get(number);
      return other !== undefined && sameStamp(stamp, other.stamp) && equal(value, other.value);
    })
  );
}

function sameStamp(a: Stamp | null, b: Stamp | null): boolean {
  return a === b || (a !== null && b !== null && !isAfter(a, b) && !isAfter(b, a));
}

/** When anything of it was last changed; null where there is nothing. */
export function newest(entry: Entry): Stamp | null {
  return [...entry.fields.values()].reduce<Stamp | null>((last, { stamp }) => later(last, stamp), null);
}

/** Deletes all that is known of it. What another device changed without knowing of this stays alive. */
export function remove(entry: Entry): Entry {
  return { ...entry, fields: new Map(), removed: later(entry.removed, newest(entry)) };
}

/**
 * A deletion came from afar, but somebody changed the passkey without knowing of it: it lives, whole. What of it
 * would go with the deletion is given new stamps, by whoever still has it. Null where there is no such conflict.
 */
export function affirm(mine: Entry, theirs: Entry, restamp: (over: Stamp) => Stamp): Entry | null {
  const { removed } = theirs;
  const isLost = ({ stamp }: Field) => removed !== null && !isAfter(stamp, removed);
  const isKept = (field: Field) => !isLost(field);
  if (removed === null || ![...mine.fields.values()].some(isLost)) return null;
  if (![...mine.fields.values(), ...theirs.fields.values()].some(isKept)) return null;
  const fields = [...mine.fields].map(([number, field]) => {
    return [number, isLost(field) ? { ...field, stamp: restamp(removed) } : field] as const;
  });
  return { ...mine, fields: new Map(fields) };
}
