import { MAX_PASSKEYS } from './limits';
import { isObject, type Members } from './shape';

/** The attributes of the entries that hold a passkey, by name, and how many entries hold none. */
export type KdbxEntries = { readonly entries: readonly Members[]; readonly others: number };

/** Stands for a value that is encrypted within the file. */
export const PROTECTED = '\u0000protected';

/** An attribute by which an entry is one of a passkey. */
export function isPasskeyAttribute(name: string): boolean {
  return name.startsWith('KPEX_PASSKEY_');
}

/**
 * There is no one JSON of KeePass databases: any object is an entry whose members, or those of an object within
 * it, have the attributes' names. Null where there is none at all.
 */
export function kdbxEntriesInJson(json: unknown): KdbxEntries | null {
  const entries: Members[] = [];
  const left: unknown[] = [json];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (Array.isArray(next)) addNested(left, next);
    else if (isObject(next)) {
      const names = Object.keys(next);
      if (names.some(isPasskeyAttribute)) entries.push(plainTexts(next));
      else addNested(left, Object.values(next));
    }
    if (entries.length > MAX_PASSKEYS) break;
  }
  return entries.length === 0 ? null : { entries: entries.reverse(), others: 0 };
}

/** One by one: a call takes no million arguments. */
function addNested(left: unknown[], values: readonly unknown[]): void {
  for (const value of values) if (typeof value === 'object' && value !== null) left.push(value);
}

/** A value may stand in an object that tells whether it is protected in memory. */
function plainTexts(attributes: Members): Members {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      isObject(value) && typeof value.value === 'string' ? value.value : value,
    ]),
  );
}
