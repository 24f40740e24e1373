import { openDB } from 'idb';
import type { StoredRows } from './stored-rows';

/** Reads rows from JSON, where bytes are `{ "bytes": base64url }`. */
export function rowsFromJson(text: string): unknown {
  return JSON.parse(text, (_, value) => {
    const bytes: unknown = typeof value === 'object' && value !== null ? value.bytes : undefined;
    return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64url')) : value;
  });
}

/** Writes rows into the stores of docs/vault-format.md, version 1, made here and not by our code. */
export async function layOut(name: string, rows: StoredRows): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade(made) {
      for (const store of ['vault', 'changes', 'attempts']) made.createObjectStore(store);
      made.createObjectStore('slots', { keyPath: 'id' });
      made.createObjectStore('contents', { keyPath: 'page' });
      made.createObjectStore('records', { keyPath: 'id' }).createIndex('tag', 'tag');
    },
  });
  for (const [store, all] of Object.entries(rows)) {
    for (const { key, value } of all) {
      const { keyPath } = database.transaction(store).store;
      await (keyPath === null ? database.put(store, value, key as string) : database.put(store, value));
    }
  }
  database.close();
}
