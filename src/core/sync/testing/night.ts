import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';

/** So many runs stand and fall as one test, so that a night that was cut short goes on where it stopped. */
const PART = 250;
const FOLDER = '.cache/simulation';

/** What one part did, a line of the night's book. */
export type PartDone = {
  readonly check: string;
  readonly part: number;
  readonly seed: number;
  readonly runs: number;
  readonly seconds: number;
  /** The smallest case that fails; it belongs into found-cases.json. */
  readonly failed: unknown;
};

export type Part = { readonly part: number; readonly seed: number; readonly runs: number };

/**
 * A night of many runs, in parts. `night` names it: the same name gives the same runs, and what is done already
 * is left out; `shard`, such as `2/4`, takes every fourth part, for several processes at once.
 */
export function bookOf(night: string, shard = '1/1') {
  const [mine = 1, shards = 1] = shard.split('/').map(Number);
  const file = `${FOLDER}/${night}.jsonl`;
  mkdirSync(FOLDER, { recursive: true });
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const done = new Set(
    lines
      .filter((line) => line !== '')
      .map((line): PartDone => JSON.parse(line))
      .filter(({ failed }) => failed === null)
      .map(({ check, part }) => `${check} ${part}`),
  );
  return {
    left: (check: string, runs: number): Part[] =>
      Array.from({ length: Math.ceil(runs / PART) }, (_, part) => ({
        part,
        seed: createHash('sha256').update(`${night} ${check} ${part}`).digest().readInt32BE(0),
        runs: PART,
      })).filter(({ part }) => part % shards === mine - 1 && !done.has(`${check} ${part}`)),
    enter: (line: PartDone) => appendFileSync(file, `${JSON.stringify(line)}\n`),
  };
}
