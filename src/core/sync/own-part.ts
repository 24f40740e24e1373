import type { Entry } from './entry';
import type { LocalEntry } from './ports';
import { isOwn, type Replica } from './replica';
import type { EntryKey } from './segment';

/**
 * What of an entry stands in this device's own log: the fields it changed last, or all where other logs cannot
 * be relied on. Deletions and counters always. Null where that is nothing.
 */
export function ownPart({ entry }: Pick<LocalEntry, 'entry'>, replica: Replica): Entry | null {
  const fields = [...entry.fields].filter(
    ([, { stamp }]) => replica.log.carries === 'all' || isOwn(replica, stamp.device),
  );
  if (fields.length === 0 && entry.removed === null) return null;
  return { ...entry, fields: new Map(fields) };
}

/** How many bytes an entry takes in a segment, or a little more. */
export function weight(key: EntryKey, { fields }: Entry): number {
  return [...fields.values()].reduce((sum, { value }) => sum + value.length + 20, 40 + key.length);
}

/** How long a deletion is remembered, by the time of what was deleted: two years. */
const TOMBSTONE_KEPT_FOR = 2 * 366 * 24 * 60 * 60 * 1000;

/** Whether only the memory of an old deletion is left. No log that this device would meet is that old. */
export function isForgotten({ entry }: LocalEntry, now: number): boolean {
  return entry.fields.size === 0 && (entry.removed?.at ?? 0) + TOMBSTONE_KEPT_FOR < now;
}

/** Entries in runs of at most so many bytes, in the order they come; a larger one stands alone. */
export function inRuns(parts: readonly (readonly [EntryKey, Entry])[], most: number): Map<EntryKey, Entry>[] {
  const runs: Map<EntryKey, Entry>[] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const [key, entry] of parts) {
    const more = weight(key, entry);
    if (size + more > most) {
      runs.push(new Map());
      size = 0;
    }
    runs.at(-1)?.set(key, entry);
    size += more;
  }
  return runs;
}
