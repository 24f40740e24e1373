/**
 * `node tools/simulate.mjs`: 10,000 runs of each simulation of devices in sync
 * (src/core/sync/simulation.test.ts), in as many processes as its argument says. What was done for this commit is
 * kept in `.cache/simulation`, so a night that was cut short goes on where it stopped.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { argv, chdir, env, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

chdir(fileURLToPath(new URL('..', import.meta.url)));
const shards = Number(argv[2] ?? Math.max(1, availableParallelism() - 1));
const night = env.SLOW ?? execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();

/** @param {number} shard */
function simulate(shard) {
  const vitest = ['vitest', 'run', '--project', 'unit', 'src/core/sync/simulation.test.ts'];
  const child = spawn('npx', ['--no-install', ...vitest], {
    stdio: 'inherit',
    env: { ...env, SLOW: night, SHARD: `${shard}/${shards}` },
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code === 0)));
}

const started = Date.now();
const ended = await Promise.all(Array.from({ length: shards }, (_, index) => simulate(index + 1)));

const book = `.cache/simulation/${night}.jsonl`;
/** @type {Map<string, { runs: number, failed: number, seconds: number }>} */
const sums = new Map();
for (const line of existsSync(book) ? readFileSync(book, 'utf8').trim().split('\n') : []) {
  const { check, runs, failed, seconds } = JSON.parse(line);
  const sum = sums.get(check) ?? { runs: 0, failed: 0, seconds: 0 };
  sums.set(check, {
    runs: sum.runs + runs,
    failed: sum.failed + (failed === null ? 0 : 1),
    seconds: sum.seconds + seconds,
  });
}
for (const [check, { runs, failed, seconds }] of sums) {
  console.log(`${failed ? '✗' : '✓'} ${runs} runs in ${seconds.toFixed(0)} s: ${check}`);
}
const all = [...sums.values()].reduce((runs, sum) => runs + sum.runs, 0);
console.log(
  `${all} runs in all; ${((Date.now() - started) / 1000).toFixed(0)} s now; cases that fail stand in ${book}`,
);
exit(ended.every(Boolean) ? 0 : 1);
