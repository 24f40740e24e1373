import type { PasskeyRecord } from '../vault/record';
import type { Entry, Field } from './entry';
import { isWhole, recordOf, says, valuesOf } from './fields';
import type { Decide, LocalEntry } from './ports';
import type { EntryKey } from './segment';
import type { Working } from './working';

/** So many records in one transaction of the vault, so that a ceremony never waits long for its own. */
const AT_ONCE = 500;

/**
 * Writes what came from afar into the vault. What was to be written is on the disk before (`base`), so that after
 * a crash in between it is written again; what the person changed meanwhile is told apart and kept.
 */
export async function tellVault(work: Working): Promise<void> {
  const waiting = [...work.entries].filter(([, { base }]) => base !== null).map(([key]) => key);
  const backedUp = work.ports.countsAsBackup(work.replica);
  for (let from = 0; from < waiting.length; from += AT_ONCE) {
    const keys = waiting.slice(from, from + AT_ONCE);
    const left = new Set<EntryKey>();
    const decide: Decide = (key, current) => {
      left.delete(key);
      const decision = decided(work.local(key), current, backedUp);
      if (decision === undefined) left.add(key);
      return decision ?? (decision === null && current === null ? undefined : decision);
    };
    await work.ports.vault.apply(keys, decide);
    const told = keys.map((key): [EntryKey, LocalEntry] => {
      const local = work.local(key);
      const isThere = isWhole(local.entry);
      // No revision that the vault has, so that the record is compared again.
      const revision = left.has(key) || isThere ? -1 : 0;
      return [key, { ...local, base: null, revision, backedUp: isThere && backedUp }];
    });
    await work.commit({ entries: new Map(told) });
  }
}

function decided(
  { entry, base, revision }: LocalEntry,
  current: PasskeyRecord | null,
  backedUp: boolean,
): PasskeyRecord | null | undefined {
  const whole = isWhole(entry);
  if (current === null) {
    if (!whole) return null;
    // Was in the vault and is not: the person deleted it this very moment.
    return revision === 0 ? recordOf(entry, backedUp, null) : undefined;
  }
  const values = [...valuesOf(current)];
  const known: ReadonlyMap<number, Field> = base ?? new Map();
  const own = values.filter(
    ([number, value]) => !says(entry.fields, number, value) && !says(known, number, value),
  );
  if (!whole) return own.length === 0 ? null : undefined;
  const { filedAt, signCount } = current;
  // A file that holds it still does, whatever becomes of sync.
  return recordOf(withValues(entry, own, signCount), backedUp || filedAt !== null, filedAt);
}

/** The entry as the vault shall have it, with what was changed here and is not stamped yet. */
function withValues(
  entry: Entry,
  values: readonly (readonly [number, Field['value']])[],
  signCount: number,
): Entry {
  const stamp = { at: 0, count: 0, device: '' };
  const fields = new Map([
    ...entry.fields,
    ...values.map(([number, value]) => [number, { stamp, value }] as const),
  ]);
  return { ...entry, fields, signCount: Math.max(entry.signCount, signCount) };
}
