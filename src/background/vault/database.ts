import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Attempts } from '../../core/vault/attempts';
import type { SealedPage } from '../../core/vault/contents-page';
import { VaultError } from '../../core/vault/error';
import type { VaultHeader } from '../../core/vault/header';
import type { RecordEnvelope } from '../../core/vault/record-envelope';
import type { Slot } from '../../core/vault/slot';

/** Version of the stores below, not of what lies in them. */
const SCHEMA_VERSION = 1;

/** What is read back is checked by the core; these types say what we write. */
export interface VaultSchema extends DBSchema {
  /** One row: 'header'. */
  vault: { key: 'header'; value: VaultHeader };
  /** One row: how many transactions have changed records; whoever read at another count reads again. */
  changes: { key: 'count'; value: number };
  slots: { key: string; value: Slot };
  /** One row: the PIN's. */
  attempts: { key: 'pin'; value: Attempts };
  records: { key: string; value: RecordEnvelope; indexes: { tag: number } };
  contents: { key: number; value: SealedPage };
}

export type VaultStore = StoreNames<VaultSchema>;
type Mode = 'readonly' | 'readwrite';
export type VaultTransaction<M extends Mode> = IDBPTransaction<VaultSchema, VaultStore[], M>;

export type VaultDatabase = {
  /** Runs `work` in one transaction; resolves with its result once that is durable, or nothing has changed. */
  read<T>(stores: VaultStore[], work: (tx: VaultTransaction<'readonly'>) => Promise<T>): Promise<T>;
  write<T>(stores: VaultStore[], work: (tx: VaultTransaction<'readwrite'>) => Promise<T>): Promise<T>;
};

/**
 * The vault's IndexedDB. Opened when first used, and closed as soon as another version or a deletion asks for it,
 * so that no window stands in another's way. `work` may await nothing but requests of its own transaction: the
 * browser commits a transaction that has nothing to do. All errors come as VaultError.
 */
export function vaultDatabase(name: string): VaultDatabase {
  let opening: Promise<IDBPDatabase<VaultSchema>> | null = null;

  function forget(): void {
    opening = null;
  }

  function connect(): Promise<IDBPDatabase<VaultSchema>> {
    if (opening) return opening;
    const connection = openDB<VaultSchema>(name, SCHEMA_VERSION, {
      upgrade,
      blocking() {
        forget();
        connection.then((database) => database.close()).catch(forget);
      },
      terminated: forget,
    });
    connection.catch(forget);
    opening = connection;
    return connection;
  }

  /** The browser may refuse by an exception as well as by a rejection. */
  async function firstConnect(): Promise<IDBPDatabase<VaultSchema>> {
    try {
      return await connect();
    } catch (error) {
      throw refused(error);
    }
  }

  async function begin<M extends Mode>(mode: M, stores: VaultStore[]): Promise<VaultTransaction<M>> {
    // Strict: on the disk, not only in the system's buffers, when it resolves.
    const options = mode === 'readwrite' ? ({ durability: 'strict' } as const) : {};
    const database = await firstConnect();
    try {
      return database.transaction(stores, mode, options);
    } catch {
      // The connection was closed under us, by the browser or for another version: once more.
      forget();
      return (await connect()).transaction(stores, mode, options);
    }
  }

  async function run<T, M extends Mode>(
    mode: M,
    stores: VaultStore[],
    work: (tx: VaultTransaction<M>) => Promise<T>,
  ): Promise<T> {
    try {
      return await complete(await begin(mode, stores), work);
    } catch (error) {
      throw storageError(error);
    }
  }

  return {
    read: (stores, work) => run('readonly', stores, work),
    write: (stores, work) => run('readwrite', stores, work),
  };
}

function upgrade(database: IDBPDatabase<VaultSchema>): void {
  database.createObjectStore('vault');
  database.createObjectStore('changes');
  database.createObjectStore('slots', { keyPath: 'id' });
  database.createObjectStore('attempts');
  database.createObjectStore('records', { keyPath: 'id' }).createIndex('tag', 'tag');
  database.createObjectStore('contents', { keyPath: 'page' });
}

/** All of `work` and durable, or none of it. */
async function complete<T, M extends Mode>(
  tx: VaultTransaction<M>,
  work: (tx: VaultTransaction<M>) => Promise<T>,
): Promise<T> {
  const ended = tx.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  try {
    const result = await work(tx);
    const failure = await ended;
    if (failure) throw failure.error;
    return result;
  } catch (error) {
    abort(tx);
    // A request of a full disk fails as aborted; the transaction knows why.
    const failure = await ended;
    throw isNamed(failure?.error, 'QuotaExceededError') ? failure?.error : error;
  }
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}

function storageError(cause: unknown): VaultError {
  if (cause instanceof VaultError) return cause;
  if (isNamed(cause, 'QuotaExceededError')) return new VaultError('storage-full', { cause });
  if (isNamed(cause, 'VersionError')) return new VaultError('version-too-new', { cause });
  return new VaultError('storage-failed', { cause });
}

/** A full disk and a later version have names of their own; anything else is a browser that opens no database. */
function refused(cause: unknown): VaultError {
  const error = storageError(cause);
  return error.reason === 'storage-failed' ? new VaultError('storage-refused', { cause }) : error;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
