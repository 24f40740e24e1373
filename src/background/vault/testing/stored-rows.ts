import { openDB } from 'idb';

/** All rows of a database as they lie in storage, by store. */
export type StoredRows = {
  readonly [store: string]: readonly { readonly key: unknown; readonly value: unknown }[];
};

/** Reads a database past all of our own code but the library. */
export async function storedRows(name: string): Promise<StoredRows> {
  const database = await openDB(name);
  const stores = await Promise.all(
    [...database.objectStoreNames].map(async (store) => {
      const [keys, values] = await Promise.all([database.getAllKeys(store), database.getAll(store)]);
      return [store, keys.map((key, at) => ({ key, value: values[at] as unknown }))] as const;
    }),
  );
  database.close();
  return Object.fromEntries(stores);
}

/** Overwrites one row, as someone who can write to the disk would. `undefined` deletes it. */
export async function overwrite(
  name: string,
  store: string,
  key: IDBValidKey,
  value: unknown,
): Promise<void> {
  const database = await openDB(name);
  const inline = database.transaction(store).store.keyPath !== null;
  if (value === undefined) await database.delete(store, key);
  else await (inline ? database.put(store, value) : database.put(store, value, key));
  database.close();
}
