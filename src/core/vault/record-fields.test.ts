import { decode, encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { as, type Bytes, own } from '../bytes';
import type { PasskeyRecord } from './record';
import { encodeRecord } from './record-fields';
import { RECORD_VERSION, readRecord } from './record-versions';

const bytes = (minLength: number, maxLength: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength, maxLength }).map((value) => own(value));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const time = fc.nat({ max: Number.MAX_SAFE_INTEGER });

const anyRecord: fc.Arbitrary<PasskeyRecord> = fc.record({
  id: bytes(1, 1023).map((id) => as(id)),
  rpId: fc.domain(),
  userHandle: orNull(bytes(1, 64).map((handle) => as(handle))),
  alg: fc.integer({ min: -65_535, max: -1 }),
  privateKey: bytes(0, 3000),
  discoverable: fc.boolean(),
  backupEligible: fc.boolean(),
  signCount: fc.nat({ max: 2 ** 32 - 1 }),
  rpName: text,
  userName: text,
  userDisplayName: text,
  credProtect: fc.constantFrom(1, 2, 3),
  prf: orNull(fc.record({ withUv: bytes(32, 32), withoutUv: bytes(32, 32) })),
  credBlob: orNull(bytes(0, 32)),
  largeBlob: orNull(bytes(0, 3000)),
  createdAt: time,
  displayName: text,
  note: text,
  lastUsedAt: orNull(time),
  lastUsedOrigin: orNull(text),
  lastUsedVerified: orNull(fc.boolean()),
  backedUp: fc.boolean(),
  deletedAt: orNull(time),
  hiddenAt: orNull(time),
  carried: orNull(text),
  filedAt: orNull(time),
});

describe('the content of a record', () => {
  it('is read back as it was, whatever it is', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(readRecord(RECORD_VERSION, encodeRecord(record))).toEqual(record);
      }),
    );
  });

  it('is CBOR that another library reads and would write the same way', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const encoded = encodeRecord(record);
        const map: Map<number, unknown> = decode(encoded, { useMaps: true });
        expect([...map.keys()]).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
        expect(own(encode(map))).toEqual(encoded);
      }),
    );
  });

  /** The one that came without a version of its own. */
  const UV = 26;
  const sample = fc.sample(anyRecord, { numRuns: 1, seed: 1 }).map(encodeRecord)[0] ?? new Uint8Array();
  const fields: Map<number, unknown> = decode(sample, { useMaps: true });

  it.each<readonly [string, Bytes]>([
    ['no CBOR', Uint8Array.of(0xff)],
    ['nothing', new Uint8Array()],
    ['no map', own(encode([1, 2]))],
    ['an empty map', own(encode(new Map()))],
    ...[...fields.keys()].flatMap((key) => {
      if (key === UV) return [];
      const map = new Map(fields);
      map.delete(key);
      return [[`field ${key} missing`, own(encode(map))] as const];
    }),
    ...[...fields.keys()].map(
      (key) => [`field ${key} of another type`, own(encode(new Map(fields).set(key, { a: 1 })))] as const,
    ),
    ['an empty id', own(encode(new Map(fields).set(1, new Uint8Array())))],
    ['an unknown level', own(encode(new Map(fields).set(12, 4)))],
  ])('with %s is damage', (_, content) => {
    expect(() => readRecord(RECORD_VERSION, content)).toThrow(expect.objectContaining({ reason: 'damaged' }));
  });

  it('may not know of UV', () => {
    const map = new Map(fields);
    map.delete(UV);
    expect(readRecord(RECORD_VERSION, own(encode(map))).lastUsedVerified).toBeNull();
  });

  it('may hold more than we know of', () => {
    const more = own(encode(new Map(fields).set(99, 'later')));
    expect(readRecord(RECORD_VERSION, more)).toEqual(readRecord(RECORD_VERSION, sample));
  });
});
