import { type Bytes, equal } from '../bytes';
import { newRecord, type PasskeyRecord } from '../vault/record';
import type { CheckedPasskey } from './check';
import { isSameKey } from './check-key';

/** How a passkey of a file stands to the vault. `taken`: its id is there with another key; never overwritten. */
export type Standing = 'new' | 'same' | 'different' | 'taken';

export type Merged = {
  readonly standing: Standing;
  /** What to write if it is imported and, where it differs, the file's words are taken. Null: nothing. */
  readonly record: PasskeyRecord | null;
};

/** What two records of one passkey may differ in, to a person's eye or a site's. */
const COMPARED = [
  'alg',
  'discoverable',
  'backupEligible',
  'rpName',
  'userName',
  'userDisplayName',
  'credProtect',
  'prf',
  'credBlob',
  'largeBlob',
  'displayName',
  'note',
] as const satisfies readonly (keyof PasskeyRecord)[];

/**
 * One passkey of a file and what the vault holds under its id (null: nothing). Pure. Nothing that is here is
 * erased by what a file leaves out, a counter never goes back, and nothing alive is put into the trash.
 */
export function mergePasskey(file: CheckedPasskey, held: PasskeyRecord | null, now: number): Merged {
  if (held === null) return { standing: 'new', record: importedRecord(file, now) };
  if (!isSamePasskey(file, held)) return { standing: 'taken', record: null };
  const merged = takenOver(file, held);
  if (held.deletedAt !== null && (file.atFirst?.deletedAt ?? null) === null) {
    // The person has no such passkey in their list, and the file has.
    return { standing: 'new', record: { ...merged, deletedAt: null } };
  }
  const differs = COMPARED.some((name) => !isSameValue(merged[name], held[name]));
  const isAhead = merged.signCount > held.signCount;
  if (!differs && !isAhead && merged.carried === held.carried) return { standing: 'same', record: null };
  return { standing: 'different', record: merged };
}

/** A record of a passkey that is new here. Its key lies in the file too, so a copy of it exists. */
function importedRecord(file: CheckedPasskey, now: number): PasskeyRecord {
  const { atFirst, usualAlg, ...told } = file;
  const source = {
    alg: usualAlg,
    discoverable: told.userHandle !== null,
    backupEligible: true,
    signCount: 0,
    rpName: '',
    userName: '',
    userDisplayName: '',
    credProtect: 1 as const,
    prf: null,
    credBlob: null,
    largeBlob: null,
    createdAt: now,
  };
  const { id, rpId, userHandle, privateKey } = told;
  const record = { ...newRecord({ ...source, id, rpId, userHandle, privateKey }), ...atFirst, ...told };
  return { ...record, backedUp: record.backupEligible, filedAt: record.backupEligible ? now : null };
}

function takenOver(file: CheckedPasskey, held: PasskeyRecord): PasskeyRecord {
  const {
    atFirst: _,
    usualAlg: __,
    id: ___,
    rpId: ____,
    userHandle: _____,
    privateKey: ______,
    ...told
  } = file;
  const merged = { ...held, ...told };
  return {
    ...merged,
    signCount: Math.max(held.signCount, merged.signCount),
    prf: merged.prf ?? held.prf,
    credBlob: merged.credBlob ?? held.credBlob,
    largeBlob: merged.largeBlob ?? held.largeBlob,
    carried: merged.carried ?? held.carried,
    // BS without BE would be refused by relying parties (§sctn-credential-backup).
    backedUp: held.backedUp && merged.backupEligible,
    filedAt: merged.backupEligible ? held.filedAt : null,
  };
}

function isSamePasskey(file: CheckedPasskey, held: PasskeyRecord): boolean {
  const sameHandle =
    file.userHandle === null || (held.userHandle !== null && equal(file.userHandle, held.userHandle));
  return file.rpId === held.rpId && sameHandle && isSameKey(file.privateKey, held.privateKey);
}

type Value = PasskeyRecord[(typeof COMPARED)[number]];

function isSameValue(a: Value, b: Value): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return equal(a, b);
  if (isSeeds(a) && isSeeds(b)) return equal(a.withUv, b.withUv) && equal(a.withoutUv, b.withoutUv);
  return a === b;
}

function isSeeds(value: Value): value is { readonly withUv: Bytes; readonly withoutUv: Bytes } {
  return typeof value === 'object' && value !== null && 'withUv' in value;
}
