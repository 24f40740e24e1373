import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes';
import { affirm, type Entry, joinEntries, NO_ENTRY, remove, sameEntry } from './entry';
import { compareStamps, isAfter, type Stamp } from './stamp';

const stamp: fc.Arbitrary<Stamp> = fc.record({
  at: fc.nat({ max: 4 }),
  count: fc.nat({ max: 2 }),
  device: fc.constantFrom('a', 'b'),
});
const field = fc.record({ stamp, value: fc.constantFrom(utf8('x'), utf8('y'), utf8('xy')) });
/** As a device can hold one: no field is as old as its deletion. */
const entry: fc.Arbitrary<Entry> = fc
  .record({
    fields: fc.uniqueArray(fc.tuple(fc.nat({ max: 3 }), field), { selector: ([number]) => number }),
    removed: fc.option(stamp),
    signCount: fc.nat({ max: 3 }),
  })
  .map(({ fields, ...rest }) => joinEntries(NO_ENTRY, { ...rest, fields: new Map(fields) }));

function same(a: Entry, b: Entry): void {
  expect(sameEntry(a, b)).toBe(true);
}

describe('joinEntries', () => {
  it('is commutative', () => {
    fc.assert(fc.property(entry, entry, (a, b) => same(joinEntries(a, b), joinEntries(b, a))));
  });

  it('is associative', () => {
    fc.assert(
      fc.property(entry, entry, entry, (a, b, c) =>
        same(joinEntries(joinEntries(a, b), c), joinEntries(a, joinEntries(b, c))),
      ),
      { numRuns: 2000 },
    );
  });

  it('is idempotent, and nothing changes nothing', () => {
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        same(joinEntries(a, a), a);
        same(joinEntries(a, NO_ENTRY), a);
        same(joinEntries(joinEntries(a, b), b), joinEntries(a, b));
      }),
    );
  });

  it('takes the later value of each field, by itself', () => {
    const at = (time: number): Stamp => ({ at: time, count: 0, device: 'a' });
    const a: Entry = {
      ...NO_ENTRY,
      fields: new Map([
        [1, { stamp: at(1), value: utf8('old') }],
        [2, { stamp: at(5), value: utf8('new') }],
      ]),
    };
    const b: Entry = {
      ...NO_ENTRY,
      fields: new Map([
        [1, { stamp: at(2), value: utf8('new') }],
        [2, { stamp: at(4), value: utf8('old') }],
      ]),
    };
    expect([...joinEntries(a, b).fields.values()].map(({ value }) => value)).toEqual([
      utf8('new'),
      utf8('new'),
    ]);
  });
});

describe('a deletion', () => {
  it('takes all that was known of it', () => {
    fc.assert(
      fc.property(entry, (known) => {
        expect(joinEntries(known, remove(known)).fields.size).toBe(0);
      }),
    );
  });

  it('that meets a change it did not know of leaves the passkey whole', () => {
    fc.assert(
      fc.property(entry, entry, (mine, theirs) => {
        const restamp = (over: Stamp) => ({ ...over, count: over.count + 9 });
        const affirmed = affirm(mine, theirs, restamp);
        const all = [...mine.fields.values(), ...theirs.fields.values()];
        const survives = all.some((one) => isAfter(one.stamp, theirs.removed));
        const loses = [...mine.fields.values()].some((one) => !isAfter(one.stamp, theirs.removed));
        expect(affirmed !== null).toBe(theirs.removed !== null && survives && loses);
        const joined = joinEntries(affirmed ?? mine, theirs);
        if (affirmed) for (const number of mine.fields.keys()) expect(joined.fields.has(number)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

it('stamps are a total order', () => {
  fc.assert(
    fc.property(stamp, stamp, stamp, (a, b, c) => {
      expect(compareStamps(a, b) > 0).toBe(compareStamps(b, a) < 0);
      if (compareStamps(a, b) <= 0 && compareStamps(b, c) <= 0)
        expect(compareStamps(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});
