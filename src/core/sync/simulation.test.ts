import { env } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWhole } from './fields';
import { cases, delivery, image, lie } from './testing/cases';
import found from './testing/found-cases.json' with { type: 'json' };
import { bookOf } from './testing/night';
import { type Case, type Simulation, simulate } from './testing/simulation';

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

function neverAccused({ devices }: Simulation): void {
  expect(devices.flatMap((device) => device.replica().faults)).toEqual([]);
}

type Check = {
  readonly over: string;
  readonly cases: fc.Arbitrary<Case>;
  readonly also?: (simulation: Simulation) => void;
  /** In each `npm test`; at night it is 10,000. */
  readonly runs: number;
};

const CHECKS: readonly Check[] = [
  {
    over: 'a server that lies, with devices turned back',
    ...{ cases: cases('server', lie, image), runs: 300 },
  },
  {
    over: 'a server, with crashes between every two writes; and it is never accused',
    ...{ cases: cases('server'), also: neverAccused, runs: 150 },
  },
  {
    over: 'storage that is copied between devices in any order; and it is never accused',
    ...{ cases: cases('replicated', delivery), also: neverAccused, runs: 150 },
  },
  {
    over: 'a server, with devices turned back to older images',
    ...{ cases: cases('server', image), runs: 150 },
  },
  { over: 'a server that lies in every way', ...{ cases: cases('server', lie), runs: 150 } },
];

/** Throws with the smallest case that fails. */
async function check({ cases: arbitrary, also }: Check, numRuns: number, seed: number | undefined) {
  const property = fc.asyncProperty(arbitrary, async (one) => {
    const simulation = await simulate(one);
    await holds(simulation);
    also?.(simulation);
  });
  return fc.check(property, { numRuns, ...(seed === undefined ? {} : { seed }) });
}

describe.each(CHECKS)('devices converge and lose no key, over $over', (one) => {
  const night = env.SLOW;
  if (!night) {
    const seed = env.SEED ? Number(env.SEED) : undefined;
    it(`${one.runs} runs`, async () => {
      const details = await check(one, one.runs, seed);
      expect(details.failed, fc.defaultReportMessage(details)).toBe(false);
    }, 120_000);
    return;
  }
  const book = bookOf(night, env.SHARD);
  const left = book.left(one.over, 10_000);
  it(`${left.length} parts are left`, () => undefined);
  it.each(left)(
    '$runs runs, part $part, seed $seed',
    async ({ part, seed, runs }) => {
      const started = Date.now();
      const details = await check(one, runs, seed);
      const seconds = (Date.now() - started) / 1000;
      const failed = details.failed ? (details.counterexample ?? 'interrupted') : null;
      book.enter({ check: one.over, part, seed, runs: details.numRuns, seconds, failed });
      expect(details.failed, fc.defaultReportMessage(details)).toBe(false);
    },
    1_800_000,
  );
});

describe('cases that were found and mended', () => {
  it.each((found as { name: string; case: Case }[]).map((one) => [one.name, one.case] as const))(
    '%s',
    async (_name, one) => holds(await simulate(one)),
  );
});
