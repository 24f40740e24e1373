import { type CBORType, encodeCBOR } from '@levischuck/tiny-cbor';
import { type Bytes, own } from '../bytes';

/** What authenticators put into CBOR: no floats, no tags, no null. */
export type CborValue = number | string | boolean | Uint8Array | CborArray | CborMap;
export type CborMap = ReadonlyMap<number | string, CborValue>;
type CborArray = readonly CborValue[];

/** CTAP2 canonical CBOR (§sctn-conforming-all-classes): shortest forms, and maps in their one right order. */
export function encodeCbor(value: CborValue): Bytes {
  return own(encodeCBOR(ordered(value)));
}

// The library writes map entries in the order of insertion, so that order is settled here.
function ordered(value: CborValue): CBORType {
  if (value instanceof Map) return orderedMap(value);
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError('cbor: not an integer');
  return value as CBORType;
}

function orderedMap(map: CborMap): CBORType {
  const entries = Array.from(map, ([key, value]) => ({ key, value, bytes: encodeCBOR(key) }));
  entries.sort((a, b) => canonicalOrder(a.bytes, b.bytes));
  return new Map(entries.map(({ key, value }) => [key, ordered(value)]));
}

/**
 * CTAP2 order of encoded keys: lower major type, then shorter, then bytewise lower. The head of a key has its
 * type and its length foremost, so bytewise says it all.
 */
function canonicalOrder(a: Uint8Array, b: Uint8Array): number {
  const index = a.findIndex((byte, at) => byte !== b[at]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
