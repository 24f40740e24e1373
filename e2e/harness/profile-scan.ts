import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tab } from './browser';

/** The text as a browser may have written it: UTF-8 or UTF-16. */
export const spellings = (text: string) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];

/** Where browsers keep what extensions store, and what they are told by them, such as entries of menus. */
const STORES = /IndexedDB|Local Storage|Session Storage|storage|[Ee]xtension/;

/** Files of the profile that hold one of these byte strings; only those of databases and storage. */
export async function filesWith(profile: string, needles: readonly Buffer[]): Promise<string[]> {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (!STORES.test(path)) continue;
    // A running browser may take a file away under us.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}

/**
 * All that an extension page can read of storage, in every area there is: what is kept in memory only, and what
 * lies on the disk. Bytes are written as Latin-1, so that ASCII within them can be found.
 */
export function allStorage(page: Tab): Promise<{ readonly memory: string; readonly disk: string }> {
  return page.evaluate(async () => {
    type Area = { get(keys: null): Promise<unknown> };
    const api = (globalThis as unknown as { chrome?: unknown; browser?: unknown }).chrome as {
      storage: Readonly<Record<string, Area>>;
    };
    const parts: string[] = [];
    const plain = (_: string, value: unknown): unknown =>
      value instanceof Uint8Array ? String.fromCharCode(...value) : value;
    const areaOf = async (name: string) =>
      JSON.stringify(await api.storage[name]?.get(null).catch(() => null)) ?? '';
    for (const name of ['local', 'sync', 'managed']) parts.push(await areaOf(name));
    parts.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
    parts.push(JSON.stringify(await caches.keys().catch(() => [])), document.cookie);
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        });
        parts.push(`${name}/${store}: ${JSON.stringify(rows, plain)}`);
      }
      database.close();
    }
    return { memory: await areaOf('session'), disk: parts.join('\n') };
  }, undefined);
}
