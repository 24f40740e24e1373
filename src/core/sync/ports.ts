import type { Bytes } from '../bytes';
import type { Platform } from '../platform';
import type { PasskeyRecord } from '../vault/record';
import type { Entry, Field } from './entry';
import type { ObjectName, Remote } from './remote';
import type { Replica } from './replica';
import type { EntryKey } from './segment';

/** An entry with what only this device knows of it. */
export type LocalEntry = {
  readonly entry: Entry;
  /** The record's revision in the vault when it was last compared; 0 where it was not in the vault. */
  readonly revision: number;
  /** In which segment of our log it was last written; 0 for none. */
  readonly seq: number;
  /** Changed here since. */
  readonly dirty: boolean;
  /** The vault must still be told of `entry`; these fields are what it has. Null when it has been told. */
  readonly base: ReadonlyMap<number, Field> | null;
  /** What was last written to the vault as BS. */
  readonly backedUp: boolean;
};

export type LocalEntries = ReadonlyMap<EntryKey, LocalEntry>;

/** Objects that are to be written, byte for byte, before anything else is. */
export type Outbox = {
  readonly segments: readonly OutboxObject[];
  readonly manifest: OutboxObject;
  /** To be removed once the manifest stands. */
  readonly garbage: readonly ObjectName[];
};

export type OutboxObject = { readonly name: ObjectName; readonly content: Bytes };

export type Saved = {
  readonly replica: Replica;
  readonly entries: LocalEntries;
  readonly outbox: Outbox | null;
};

/** What is absent stays as it is; entries are those that changed. */
export type SavedChange = {
  readonly replica?: Replica;
  readonly entries?: LocalEntries;
  readonly outbox?: Outbox | null;
};

/** Where a device keeps its replica. */
export interface SyncDisk {
  /** All of it and durable, or nothing. */
  save(change: SavedChange): Promise<void>;
}

/** What `decide` makes of a record: another one, null to remove it for good, undefined to leave it. */
export type Decide = (key: EntryKey, current: PasskeyRecord | null) => PasskeyRecord | null | undefined;

/** The vault of this device, as sync knows it. Keys are credential ids in base64url. */
export interface SyncedVault {
  /**
   * Revisions of all records, also those in the trash; and which ones the person deleted for good, at which
   * revision. What is in neither is gone by damage.
   */
  list(): Promise<{
    readonly revisions: ReadonlyMap<EntryKey, number>;
    readonly deleted: ReadonlyMap<EntryKey, number>;
  }>;
  /** Damaged ones are left out. */
  read(
    keys: readonly EntryKey[],
  ): Promise<ReadonlyMap<EntryKey, { readonly revision: number; readonly record: PasskeyRecord }>>;
  /** All in one durable transaction. `decide` sees the records as they are in it. */
  apply(keys: readonly EntryKey[], decide: Decide): Promise<void>;
}

export type SyncPorts = {
  readonly platform: Platform;
  readonly remote: Remote;
  readonly disk: SyncDisk;
  readonly vault: SyncedVault;
  /** Whether what lies at the remote counts as another copy (BS). */
  readonly countsAsBackup: (replica: Replica) => boolean;
  /** So much of a long transfer is done; 0 to 1. */
  readonly progress: (part: number) => void;
};
