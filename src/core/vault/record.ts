import * as v from 'valibot';
import { as, type CredentialId, type UserHandle } from '../bytes';
import type { CredentialSource } from '../webauthn/credential-source';
import { bytes, count } from './header';

/** A passkey as the vault keeps it: the source, what has become of it, and what the person wrote on it. */
export type PasskeyRecord = CredentialSource & {
  /** The person's own name for it; empty where none was given. */
  readonly displayName: string;
  readonly note: string;
  /** Milliseconds since the epoch; null if never used since it was made. */
  readonly lastUsedAt: number | null;
  readonly lastUsedOrigin: string | null;
  /** UV of that use; null where that is not known. */
  readonly lastUsedVerified: boolean | null;
  /** BS: whether the key stands in a backup or in sync right now. */
  readonly backedUp: boolean;
  /** When it was last saved to a backup file, or came from one; null: never. Of this device, and never synced. */
  readonly filedAt: number | null;
  /** When it went to the trash; null while it lives. */
  readonly deletedAt: number | null;
  /** When its site said that it no longer works (§sctn-signal-methods); null while it is offered. */
  readonly hiddenAt: number | null;
  /**
   * JSON of what the file that it was imported from says beyond all this, such as members of a later version of
   * the credential exchange format: kept as it came, and given back when it is exported. Null for most.
   */
  readonly carried: string | null;
};

/** How long the trash keeps a passkey, in milliseconds. */
export const TRASH_KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

const time = count;

/** The current version's schema: what an envelope must hold once its version's migrations have run. */
export const passkeyRecord = v.object({
  id: v.pipe(
    bytes,
    v.check((id) => id.length >= 1 && id.length <= 1023),
    v.transform((id) => as<CredentialId>(id)),
  ),
  rpId: v.pipe(v.string(), v.minLength(1)),
  userHandle: v.nullable(
    v.pipe(
      bytes,
      v.transform((handle) => as<UserHandle>(handle)),
    ),
  ),
  alg: v.pipe(v.number(), v.safeInteger()),
  privateKey: bytes,
  discoverable: v.boolean(),
  backupEligible: v.boolean(),
  signCount: count,
  rpName: v.string(),
  userName: v.string(),
  userDisplayName: v.string(),
  credProtect: v.picklist([1, 2, 3]),
  prf: v.nullable(v.object({ withUv: bytes, withoutUv: bytes })),
  credBlob: v.nullable(bytes),
  largeBlob: v.nullable(bytes),
  createdAt: time,
  displayName: v.string(),
  note: v.string(),
  lastUsedAt: v.nullable(time),
  lastUsedOrigin: v.nullable(v.string()),
  /** Absent in what was written before it was kept. */
  lastUsedVerified: v.nullish(v.boolean(), null),
  backedUp: v.boolean(),
  filedAt: v.nullable(time),
  deletedAt: v.nullable(time),
  hiddenAt: v.nullable(time),
  carried: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, PasskeyRecord>;

/** A source as it first comes into the vault. */
export function newRecord(source: CredentialSource): PasskeyRecord {
  return {
    ...source,
    displayName: '',
    note: '',
    lastUsedAt: null,
    lastUsedOrigin: null,
    lastUsedVerified: null,
    backedUp: false,
    filedAt: null,
    deletedAt: null,
    hiddenAt: null,
    carried: null,
  };
}

/** The source within a record, without what only the vault knows. */
export function sourceOf(record: PasskeyRecord): CredentialSource {
  const { displayName, note, lastUsedAt, lastUsedOrigin, lastUsedVerified, ...rest } = record;
  const { backedUp, filedAt, deletedAt, hiddenAt, carried, ...source } = rest;
  return source;
}

/** Whether ceremonies may know of it: neither in the trash nor hidden. Also what a locked vault's tags tell of. */
export function isOffered({ deletedAt, hiddenAt }: Pick<PasskeyRecord, 'deletedAt' | 'hiddenAt'>): boolean {
  return deletedAt === null && hiddenAt === null;
}
