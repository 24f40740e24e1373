import fc from 'fast-check';
import type { Case, Step } from './simulation';

type Weighted = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Step> };

const number = fc.nat({ max: 1000 });
const device = fc.nat({ max: 4 });

const sync = fc.record({
  do: fc.constant('sync' as const),
  device,
  // Halves: the call is made, and its answer lost.
  crashAt: fc.option(
    fc.nat({ max: 30 }).map((halves) => halves / 2),
    { freq: 2 },
  ),
});

const edit = fc.record({
  do: fc.constantFrom('rename' as const, 'use' as const, 'trash' as const, 'restore' as const),
  device,
  key: number,
});

const usual: readonly Weighted[] = [
  { weight: 4, arbitrary: fc.record({ do: fc.constant('make' as const), device }) },
  { weight: 5, arbitrary: edit },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const), device, key: number }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('damage' as const, 'discard' as const),
      device,
      key: number,
    }),
  },
  { weight: 8, arbitrary: sync },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat({ max: 50 * 3_600_000 }) }),
  },
];

/** Part of what was written comes through to the other copies. */
export const delivery: Weighted = {
  weight: 5,
  arbitrary: fc.record({ do: fc.constant('deliver' as const), choice: number, times: fc.nat({ max: 12 }) }),
};

/** A device is copied, or turned back to its copy. */
export const image: Weighted = {
  weight: 2,
  arbitrary: fc.record({ do: fc.constantFrom('image' as const, 'turn-back' as const), device }),
};

export const lie: Weighted = {
  weight: 3,
  arbitrary: fc.record({
    do: fc.constant('lie' as const),
    lie: fc.constantFrom(
      ...(['remember', 'roll-back', 'drop', 'drop-all', 'swap', 'flip', 'replay', 'foreign'] as const),
    ),
    choice: number,
  }),
};

/** Three to five devices with clocks up to a day wrong, editing, syncing and crashing; and what is added. */
export function cases(kind: Case['kind'], ...more: readonly Weighted[]): fc.Arbitrary<Case> {
  return fc.record({
    devices: fc.integer({ min: 3, max: 5 }),
    skews: fc.array(fc.integer({ min: -24, max: 24 }), { minLength: 5, maxLength: 5 }),
    kind: fc.constant(kind),
    steps: fc.array(fc.oneof(...usual, ...more), { minLength: 5, maxLength: 45 }),
  });
}
