import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ACTIVITY_KEPT, type ActivityEntry, activityEntry, withEntry } from './entry';

const entry: ActivityEntry = {
  ...{ at: 1, kind: 'get', site: 'a.example', rpId: null, result: 'done', reason: 'done', times: 1 },
};

test('what happens again in a row is one entry, at the last time, counted', () => {
  const all = [entry, { ...entry, at: 5 }, { ...entry, at: 9 }].reduce(
    withEntry,
    [] as readonly ActivityEntry[],
  );
  expect(all).toEqual([{ ...entry, at: 9, times: 3 }]);
});

test.each([
  { site: 'b.example' },
  { rpId: 'b.example' },
  { kind: 'create' },
  { result: 'failed' },
  { reason: 'timeout' },
] as const)('what differs in %j is an entry of its own', (change) => {
  expect(withEntry([entry], { ...entry, ...change })).toHaveLength(2);
});

test('the oldest go first, and a page that asks in a loop pushes nothing out', () => {
  let all: readonly ActivityEntry[] = [];
  for (let n = 0; n < ACTIVITY_KEPT + 10; n += 1) all = withEntry(all, { ...entry, site: `${n}.example` });
  expect(all).toHaveLength(ACTIVITY_KEPT);
  expect(all[0]?.site).toBe('10.example');
  for (let n = 0; n < 1000; n += 1) all = withEntry(all, { ...entry, site: 'loop.example' });
  expect(all.at(-1)?.times).toBe(1000);
  expect(all[0]?.site).toBe('11.example');
});

test('long names of a hostile site are cut', () => {
  const parsed = v.parse(activityEntry, { ...entry, rpId: 'x'.repeat(100_000) });
  expect(parsed.rpId).toHaveLength(253);
});
