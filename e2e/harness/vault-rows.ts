import type { Tab } from './browser';

/** What happens to the vault's database behind Latchkey's back, done from one of its own pages. */

type Row = { id: string; sealed: Uint8Array };

/** The first two records swap what is sealed in them, as by someone who can write to the disk; their ids. */
export function swapTheFirstTwo(page: Tab): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('latchkey');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const writing = database.transaction('records', 'readwrite');
          const store = writing.objectStore('records');
          const reading = store.getAll();
          let touched: string[] = [];
          reading.onsuccess = () => {
            const [first, second] = reading.result as Row[];
            if (!first || !second) return reject(new Error('too few records'));
            store.put({ ...first, sealed: second.sealed });
            store.put({ ...second, sealed: first.sealed });
            touched = [first.id, second.id];
          };
          writing.oncomplete = () => {
            database.close();
            resolve(touched);
          };
        };
      }),
    undefined,
  );
}

/** As a later Latchkey leaves the database. */
export function raiseVersion(page: Tab): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('latchkey', 99);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
    undefined,
  );
}

/** As a browser that clears what extensions store. */
export function clearDatabase(page: Tab): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('latchkey');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
    undefined,
  );
}
