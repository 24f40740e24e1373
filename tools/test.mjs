/**
 * `npm test`: installs what is missing, then every check there is. Each step is told with its time, and the last
 * line sums up: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { platform } from 'node:os';
import { env, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { journeyTable } from './journey-table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = 'dist/test';

/** @typedef {{ passed: number, failed: number }} Count */

/** @param {string[]} words @param {Record<string, string>} [more] */
function run(words, more = {}) {
  const [command = '', ...rest] = words;
  const { status } = spawnSync(command, rest, {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, ...more },
    shell: platform() === 'win32',
  });
  return status === 0;
}

/** @param {boolean} ok @returns {Count} */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/** A runner that failed without a failing test, or told nothing, counts as one failure. @param {boolean} ok @param {Count} count */
function honest(ok, { passed, failed }) {
  return { passed, failed: !ok || passed + failed === 0 ? Math.max(1, failed) : failed };
}

/** @param {string} name */
function report(name) {
  try {
    return JSON.parse(readFileSync(`${root}${results}/${name}.json`, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {string} project */
function vitest(project) {
  const ok = run([
    ...['npx', '--no-install', 'vitest', 'run', '--project', project],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${results}/${project}.json`],
  ]);
  const { numPassedTests = 0, numFailedTests = 0 } = report(project);
  return honest(ok, { passed: numPassedTests, failed: numFailedTests });
}

function e2e() {
  const ok = run(
    [
      ...['npx', '--no-install', 'playwright', 'test', '-c', 'e2e/playwright.config.ts'],
      '--reporter=list,json',
    ],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: `${root}${results}/e2e.json` },
  );
  const told = report('e2e');
  console.log(`\n${journeyTable(told)}`);
  const { expected = 0, unexpected = 0, flaky = 0 } = told.stats ?? {};
  // CI tries a failed journey once more, for a browser on a busy machine may stall; the table marks each such one.
  return honest(ok, { passed: expected + flaky, failed: unexpected });
}

/** @param {string} project */
const types = (project) => one(run(['npx', '--no-install', 'tsc', '-p', project]));

/** @type {[string, () => Count][]} */
const STEPS = [
  ['format and lint', () => one(run(['npx', '--no-install', 'biome', 'check', '.', '--error-on-warnings']))],
  ['types', () => types('tsconfig.json')],
  ['types of the core, without the DOM', () => types('src/core/tsconfig.json')],
  ['unit tests', () => vitest('unit')],
  ['translations', () => vitest('translations')],
  ['build', () => one(run(['node', 'build.mjs']))],
  ['edges, budgets, manifests', () => vitest('built')],
  ['what the stores ask', () => vitest('store')],
  ['journeys in the browsers', e2e],
];

const sum = { passed: 0, failed: 0 };
/** @type {string[]} */
const lines = [];
try {
  install();
  rmSync(root + results, { recursive: true, force: true });
  mkdirSync(root + results, { recursive: true });
  for (const [name, step] of STEPS) {
    console.log(`\n── ${name}`);
    const started = Date.now();
    const { passed, failed } = step();
    sum.passed += passed;
    sum.failed += failed;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    lines.push(`${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  sum.failed += 1;
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
exit(sum.failed === 0 ? 0 : 1);
