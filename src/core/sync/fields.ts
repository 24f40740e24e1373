import { type CBORType, encodeCBOR } from '@levischuck/tiny-cbor';
import * as v from 'valibot';
import { type Bytes, equal, own } from '../bytes';
import { type PasskeyRecord, passkeyRecord } from '../vault/record';
import { bytes, decode, parse } from './codec';
import { type Entry, type Field, NO_ENTRY } from './entry';
import { SyncError } from './error';
import type { Stamp } from './stamp';

/**
 * How a passkey is split into what merges as one. For good: a number never means anything else.
 * `backedUp` and `filedAt` are each device's own truth, and `signCount` stands beside the fields (entry.ts).
 */
export const FIELD = {
  /** What never changes: ids, key, prf secrets, flags. */
  source: 1,
  /** What the site calls it. */
  names: 2,
  largeBlob: 3,
  displayName: 4,
  note: 5,
  use: 6,
  trash: 7,
  hidden: 8,
  /** What a file that it was imported from said beyond all this. */
  carried: 9,
} as const;

type Values = ReadonlyMap<number, Bytes>;

const encoded = (value: CBORType): Bytes => own(encodeCBOR(value));

/** All fields of a record by number. */
export function valuesOf(record: PasskeyRecord): Values {
  const { prf } = record;
  const source: CBORType[] = [
    ...[record.id, record.rpId, record.userHandle, record.alg, record.privateKey],
    ...[record.discoverable, record.backupEligible, record.credProtect],
    ...[prf && [prf.withUv, prf.withoutUv], record.credBlob, record.createdAt],
  ];
  return new Map([
    [FIELD.source, encoded(source)],
    [FIELD.names, encoded([record.rpName, record.userName, record.userDisplayName])],
    [FIELD.largeBlob, encoded(record.largeBlob)],
    [FIELD.displayName, encoded(record.displayName)],
    [FIELD.note, encoded(record.note)],
    [FIELD.use, encoded(useOf(record))],
    [FIELD.trash, encoded([record.deletedAt])],
    [FIELD.hidden, encoded(record.hiddenAt)],
    [FIELD.carried, encoded(record.carried)],
  ]);
}

/** Devices that know nothing of UV write, and read, the first two alone. */
function useOf({ lastUsedAt, lastUsedOrigin, lastUsedVerified }: PasskeyRecord): CBORType[] {
  return [lastUsedAt, lastUsedOrigin, ...(lastUsedVerified === null ? [] : [lastUsedVerified])];
}

/** What a field says that was never written. */
const DEFAULTS: Values = new Map([
  [FIELD.largeBlob, encoded(null)],
  [FIELD.displayName, encoded('')],
  [FIELD.note, encoded('')],
  [FIELD.use, encoded([null, null])],
  [FIELD.trash, encoded([null])],
  [FIELD.hidden, encoded(null)],
  [FIELD.carried, encoded(null)],
]);

/** Whether a record's value is what these fields say. */
export function says(fields: ReadonlyMap<number, Field>, number: number, value: Bytes): boolean {
  const held = fields.get(number)?.value ?? DEFAULTS.get(number);
  if (held === undefined) return false;
  return number === FIELD.trash ? trashOf(held).deletedAt === trashOf(value).deletedAt : equal(held, value);
}

const stamp = v.pipe(
  v.tuple([v.number(), v.number(), v.string()]),
  v.transform(([at, count, device]): Stamp => ({ at, count, device })),
);
const trash = v.union([
  v.pipe(
    v.strictTuple([v.nullable(v.number())]),
    v.transform(([deletedAt]) => ({ deletedAt, seen: null as Stamp | null })),
  ),
  v.pipe(
    v.tuple([v.nullable(v.number()), v.nullable(stamp)]),
    v.transform(([deletedAt, seen]) => ({ deletedAt, seen })),
  ),
]);

/** When it went to the trash, and the latest change that the deleter had seen. Throws damaged. */
export function trashOf(value: Bytes): { readonly deletedAt: number | null; readonly seen: Stamp | null } {
  return parse(trash, decode(value));
}

/** A trash field that tells what was known when it was written. */
export function trashValue(deletedAt: number | null, seen: Stamp | null): Bytes {
  return encoded([deletedAt, seen && [seen.at, seen.count, seen.device]]);
}

const source = v.tuple([
  ...([bytes, v.string(), v.nullable(bytes), v.number(), bytes] as const),
  ...([v.boolean(), v.boolean(), v.number()] as const),
  ...([v.nullable(v.tuple([bytes, bytes])), v.nullable(bytes), v.number()] as const),
]);
const names = v.tuple([v.string(), v.string(), v.string()]);
const use = v.tuple([v.nullable(v.number()), v.nullable(v.string()), v.nullish(v.boolean(), null)]);

/** Whether all of it has come yet. */
export function isWhole({ fields }: Entry): boolean {
  return fields.has(FIELD.source) && fields.has(FIELD.names);
}

/** The record that a whole entry tells of. Throws damaged. */
export function recordOf(entry: Entry, backedUp: boolean, filedAt: number | null): PasskeyRecord {
  const value = (number: number) => {
    const held = entry.fields.get(number)?.value ?? DEFAULTS.get(number);
    if (held === undefined) throw new SyncError('damaged');
    return decode(held);
  };
  const [id, rpId, userHandle, alg, privateKey, ...flags] = parse(source, value(FIELD.source));
  const [discoverable, backupEligible, credProtect, prf, credBlob, createdAt] = flags;
  const [rpName, userName, userDisplayName] = parse(names, value(FIELD.names));
  const [lastUsedAt, lastUsedOrigin, lastUsedVerified] = parse(use, value(FIELD.use));
  const blob = value(FIELD.largeBlob);
  return parse(passkeyRecord, {
    ...{ id, rpId, userHandle, alg, privateKey, discoverable, backupEligible, credProtect, credBlob },
    ...{ createdAt, rpName, userName, userDisplayName, lastUsedAt, lastUsedOrigin },
    ...{ lastUsedVerified, backedUp, filedAt },
    prf: prf && { withUv: prf[0], withoutUv: prf[1] },
    largeBlob: blob instanceof Uint8Array ? own(blob) : blob,
    displayName: value(FIELD.displayName),
    note: value(FIELD.note),
    signCount: entry.signCount,
    deletedAt: parse(trash, value(FIELD.trash)).deletedAt,
    hiddenAt: value(FIELD.hidden),
    carried: value(FIELD.carried),
  });
}

/** An entry in which all that a record says has this one stamp. */
export function entryOf(record: PasskeyRecord, stamp: Stamp): Entry {
  const fields = [...valuesOf(record)].filter(([number, value]) => !says(NO_ENTRY.fields, number, value));
  return {
    fields: new Map(fields.map(([number, value]) => [number, { stamp, value }])),
    removed: null,
    signCount: record.signCount,
  };
}
