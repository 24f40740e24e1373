import { type CBORType, decodeCBOR, encodeCBOR } from '@levischuck/tiny-cbor';
import { type Bytes, own } from '../bytes';
import { VaultError } from './error';
import type { PasskeyRecord } from './record';

/**
 * The map keys of all versions, for good: a name never changes its number, a number is never used again.
 * Numbers in place of names keep a usual passkey within 512 bytes.
 */
const FIELDS = {
  id: 1,
  rpId: 2,
  userHandle: 3,
  alg: 4,
  privateKey: 5,
  discoverable: 6,
  backupEligible: 7,
  signCount: 8,
  rpName: 9,
  userName: 10,
  userDisplayName: 11,
  credProtect: 12,
  prf: 13,
  credBlob: 14,
  largeBlob: 15,
  createdAt: 16,
  displayName: 17,
  note: 18,
  lastUsedAt: 19,
  lastUsedOrigin: 20,
  backedUp: 21,
  deletedAt: 22,
  hiddenAt: 23,
  carried: 24,
  filedAt: 25,
  lastUsedVerified: 26,
} as const satisfies Record<keyof PasskeyRecord, number>;

/** A record as a CBOR map, numbers for names. */
export function encodeRecord(record: PasskeyRecord): Bytes {
  const { prf, ...rest } = record;
  const map = new Map<number, CBORType>();
  for (const [name, number] of Object.entries(FIELDS)) {
    const value = name === 'prf' ? prf && [prf.withUv, prf.withoutUv] : rest[name as keyof typeof rest];
    map.set(number, value);
  }
  return own(encodeCBOR(map));
}

/** The fields by their names, unchecked; what has an unknown number is left out. Throws damaged. */
export function decodeRecord(content: Bytes): Record<string, unknown> {
  const map = decode(content);
  const fields: Record<string, unknown> = {};
  for (const [name, number] of Object.entries(FIELDS)) {
    const value = map.get(number);
    fields[name] = value instanceof Uint8Array ? own(value) : value;
  }
  const { prf } = fields;
  if (Array.isArray(prf)) {
    const [withUv, withoutUv] = prf.map((part: unknown) => (part instanceof Uint8Array ? own(part) : part));
    fields.prf = { withUv, withoutUv };
  }
  return fields;
}

function decode(content: Bytes): Map<string | number, CBORType> {
  let value: CBORType;
  try {
    value = decodeCBOR(content);
  } catch (cause) {
    throw new VaultError('damaged', { cause });
  }
  if (!(value instanceof Map)) throw new VaultError('damaged');
  return value;
}
