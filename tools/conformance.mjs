/**
 * `npm run conformance`: writes the table of the standard's steps into docs/conformance.md, each with the tests
 * that speak of it. The tests are found by their titles in the sources; nothing is run.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { SECTIONS } from './conformance-rows.mjs';

/** @typedef {{ file: string, title: string, name: string }} Test `name`: file › titles of what it stands in › title */

const root = fileURLToPath(new URL('..', import.meta.url));
const FILE = 'docs/conformance.md';
const OPEN = '<!-- steps -->';
const CLOSE = '<!-- /steps -->';
/** More than these are not named, nor counted: the table would change with every test. */
const SHOWN = 4;

/**
 * First argument of test(…), it(…), describe(…), and of what their .each(…) returns; with how deep the line is
 * indented, which tells what stands in what.
 */
const CALL =
  /^([ \t]*)(?:(test|it|describe)\b(?:\.each)?(?:<[^(]*>)?\(|.*\)\(|(?='))\s*(['"`])((?:\\.|(?!\3)[^\\\n])+)\3\s*,/gm;

/** @param {string} file @returns {Test[]} */
function testsOf(file) {
  const source = readFileSync(root + file, 'utf8').replace(/\(\n\s*(?=['"`])/g, '(');
  /** @type {{ depth: number, title: string }[]} */
  const around = [];
  /** @type {Test[]} */
  const tests = [];
  // Titles of describe.each and test.each stand behind a table; what opened it tells which of the two.
  const opened = [...source.matchAll(/^([ \t]*)(test|it|describe)\b/gm)];
  for (const match of source.matchAll(CALL)) {
    const [, indent = '', named, , title = ''] = match;
    const kind =
      named ?? opened.findLast(({ index, 1: before }) => index <= match.index && before === indent)?.[2];
    if (!kind) continue;
    const depth = indent.length;
    while ((around.at(-1)?.depth ?? -1) >= depth) around.pop();
    const path = [...around.map((outer) => outer.title), title];
    const base = file.split('/').at(-1);
    if (kind === 'describe') around.push({ depth, title });
    else tests.push({ file, title, name: [base, ...path].join(' › ') });
  }
  return tests;
}

/** Every test there is. */
export function allTests() {
  const files = ['src', 'demo', 'e2e'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(test|spec)\.tsx?$/.test(path))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
  );
  return files.sort().flatMap(testsOf);
}

/** Whether a title speaks of that step: `step 8.1: …`, `D17, step 4.5: …`, `steps 13 to 15: …`. @param {string} title @param {string} step */
export function speaksOf(title, step) {
  if (title.match(/\bstep (\d[\d.]*)/)?.[1]?.replace(/\.$/, '') === step) return true;
  const [, from = '', to = ''] = title.match(/\bsteps (\d[\d.]*) to (\d[\d.]*)/) ?? [];
  const [before, last] = [step.replace(/\d+$/, ''), Number(step.match(/\d+$/)?.[0])];
  if (!from.startsWith(before) || !to.startsWith(before)) return false;
  return Number(from.slice(before.length)) <= last && last <= Number(to.slice(before.length));
}

/** @param {readonly Test[]} tests */
export function coverage(tests) {
  return SECTIONS.map(({ title, anchor, files, rows }) => ({
    title,
    anchor,
    rows: rows.map(({ step, what, by = [] }) => ({
      step,
      what,
      tests: tests.filter(
        (test) =>
          (files.includes(test.file) && speaksOf(test.title, step)) ||
          by.some((words) => test.name.includes(words)),
      ),
    })),
  }));
}

/** Angle brackets and bars would end a cell. @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\\n', ' ');

/** @param {readonly Test[]} tests */
function linksTo(tests) {
  const links = tests.slice(0, SHOWN).map(({ file, title }) => `[${cell(title)}](../${file})`);
  return [...links, ...(tests.length > SHOWN ? ['and others'] : [])].join('<br>');
}

/** The table, as it stands between the two markers. */
export function table() {
  const sections = coverage(allTests()).map(({ title, anchor, rows }) =>
    [
      `### [${title}](${anchor})`,
      '',
      '| step | what | tests |',
      '|---|---|---|',
      ...rows.map(({ step, what, tests }) => `| ${step} | ${cell(what)} | ${linksTo(tests)} |`),
    ].join('\n'),
  );
  return `${OPEN}\n\n${sections.join('\n\n')}\n\n${CLOSE}`;
}

/** The whole file with the table in it. */
export function document() {
  const text = existsSync(root + FILE) ? readFileSync(root + FILE, 'utf8') : '# Conformance\n';
  const [start, end] = [text.indexOf(OPEN), text.indexOf(CLOSE)];
  if (start >= 0 && end > start) return text.slice(0, start) + table() + text.slice(end + CLOSE.length);
  return `${text.trimEnd()}\n\n## The standard’s steps and their tests\n\nWritten by \`npm run conformance\` from the titles of the tests.\n\n${table()}\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const missing = coverage(allTests()).flatMap(({ title, rows }) =>
    rows.filter(({ tests }) => tests.length === 0).map(({ step }) => `${title}: ${step}`),
  );
  for (const row of missing) console.error(`no test speaks of ${row}`);
  writeFileSync(root + FILE, document());
  console.log(
    `${FILE}: ${coverage([]).flatMap(({ rows }) => rows).length} rows, ${missing.length} without a test`,
  );
  exit(missing.length === 0 ? 0 : 1);
}
