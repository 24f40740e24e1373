import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWhole } from './fields';
import found from './testing/found-cases.json' with { type: 'json' };
import { type Case, type Simulation, type Step, simulate } from './testing/simulation';

/** 300 runs of the hardest and half as many of the others in each check; 10,000 of each at night (`SLOW=1`). */
const SLOW = Boolean(process.env.SLOW);
const RUNS = SLOW ? 10_000 : 150;
const HARDEST_RUNS = SLOW ? 10_000 : 300;
const TIMEOUT = SLOW ? 7_200_000 : 120_000;

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
const usual = [
  { weight: 4, arbitrary: fc.record({ do: fc.constant('make' as const), device }) },
  { weight: 5, arbitrary: edit },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const), device, key: number }) },
  { weight: 8, arbitrary: sync },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat({ max: 50 * 3_600_000 }) }),
  },
];
const delivery = {
  weight: 5,
  arbitrary: fc.record({ do: fc.constant('deliver' as const), choice: number, times: fc.nat({ max: 12 }) }),
};
const image = {
  weight: 2,
  arbitrary: fc.record({ do: fc.constantFrom('image' as const, 'turn-back' as const), device }),
};
const lie = {
  weight: 3,
  arbitrary: fc.record({
    do: fc.constant('lie' as const),
    lie: fc.constantFrom(
      ...(['remember', 'roll-back', 'drop', 'drop-all', 'swap', 'flip', 'replay', 'foreign'] as const),
    ),
    choice: number,
  }),
};

function cases(kind: Case['kind'], ...more: { weight: number; arbitrary: fc.Arbitrary<Step> }[]) {
  const step: fc.Arbitrary<Step> = fc.oneof(...usual, ...more);
  return fc.record({
    devices: fc.integer({ min: 3, max: 5 }),
    skews: fc.array(fc.integer({ min: -24, max: 24 }), { minLength: 5, maxLength: 5 }),
    kind: fc.constant(kind),
    steps: fc.array(step, { minLength: 5, maxLength: 45 }),
  });
}

/** What a device has, without what is its own truth; a line for each passkey, so that a difference is readable. */
function shown({ devices }: Simulation) {
  return devices.map(({ vault }) =>
    [...vault]
      .map(
        ([key, { record }]) =>
          `${key} ${JSON.stringify({ ...record, backedUp: null }).replace(/"\d+":\d+,?/g, '')}`,
      )
      .sort(),
  );
}

async function holds(simulation: Simulation): Promise<void> {
  await simulation.settle();
  const [first, ...others] = shown(simulation);
  for (const other of others) expect(other).toEqual(first);
  const keys = new Set(first?.map((line) => line.split(' ')[0] ?? ''));
  expect([...simulation.owed].filter((key) => !keys.has(key))).toEqual([]);
  for (const device of simulation.devices) {
    const { entries } = await device.work();
    const whole = [...entries].filter(([, { entry }]) => isWhole(entry)).map(([key]) => key);
    expect(new Set(whole)).toEqual(keys);
    expect([...entries.values()].some(({ dirty, base }) => dirty || base)).toBe(false);
  }
}

async function check(
  arbitrary: fc.Arbitrary<Case>,
  also: (simulation: Simulation) => void = () => undefined,
  numRuns = RUNS,
) {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (one) => {
      const simulation = await simulate(one);
      await holds(simulation);
      also(simulation);
    }),
    { numRuns, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
  );
}

const accused = ({ devices }: Simulation) => devices.flatMap((device) => device.replica().faults);

describe('devices converge and lose no key, over', () => {
  it(
    'a server, with crashes between every two writes; and it is never accused',
    () => check(cases('server'), (simulation) => expect(accused(simulation)).toEqual([])),
    TIMEOUT,
  );

  it(
    'storage that is copied between devices in any order; and it is never accused',
    () => check(cases('replicated', delivery), (simulation) => expect(accused(simulation)).toEqual([])),
    TIMEOUT,
  );

  it('a server, with devices turned back to older images', () => check(cases('server', image)), TIMEOUT);

  it('a server that lies in every way', () => check(cases('server', lie)), TIMEOUT);

  it(
    'a server that lies, with devices turned back',
    () => check(cases('server', lie, image), () => undefined, HARDEST_RUNS),
    TIMEOUT,
  );
});

describe('cases that were found and mended', () => {
  it.each((found as { name: string; case: Case }[]).map((one) => [one.name, one.case] as const))(
    '%s',
    async (_name, one) => holds(await simulate(one)),
  );
});
