import type { LocalEntry } from './ports';
import type { EntryKey } from './segment';
import type { Working } from './working';

/**
 * The vault is about to discard its damaged records of these: no deletion, so the others hear nothing of it. What
 * sync has of them is told to the vault anew, unless it was deleted elsewhere.
 */
export async function bringBack(work: Working, keys: readonly EntryKey[]): Promise<void> {
  const entries = keys.flatMap((key): [EntryKey, LocalEntry][] => {
    const local = work.entries.get(key);
    return local ? [[key, { ...local, revision: 0, base: new Map() }]] : [];
  });
  if (entries.length > 0) await work.commit({ entries: new Map(entries) });
}
