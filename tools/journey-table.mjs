/**
 * Journeys × browsers, from Playwright's JSON report: which passed, which only when tried again (≈), which failed,
 * and why one was left out.
 * @typedef {{ projectName: string, status: string, annotations?: { type: string, description?: string }[], results?: { duration?: number }[] }} Run
 * @typedef {{ title: string, tests: Run[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: Suite[] }} Suite
 */

const MARKS = /** @type {Record<string, string>} */ ({
  expected: '✓',
  unexpected: '✗',
  flaky: '≈',
  skipped: '–',
});

/** @param {Suite} suite @returns {{ file: string, spec: Spec }[]} */
function specsOf(suite, file = suite.title) {
  const own = (suite.specs ?? []).map((spec) => ({ file, spec }));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, file))];
}

/** @param {{ suites?: Suite[] }} report @returns {string} */
export function journeyTable({ suites = [] }) {
  const all = suites.flatMap((suite) => specsOf(suite));
  const browsers = [
    ...new Set(all.flatMap(({ spec }) => spec.tests.map(({ projectName }) => projectName))),
  ].sort();
  /** @type {Map<string, Map<string, Run>>} */
  const rows = new Map();
  for (const { file, spec } of all) {
    const name = `${file.replace(/^journeys\/|\.spec\.ts$/g, '')}: ${spec.title}`;
    const row = rows.get(name) ?? new Map();
    rows.set(name, row);
    for (const run of spec.tests) row.set(run.projectName, run);
  }
  const lines = [`${browsers.map((name) => name.padEnd(12)).join('')}journey`];
  /** @type {string[]} */
  const reasons = [];
  for (const [name, row] of [...rows].sort(([one], [other]) => one.localeCompare(other))) {
    const cells = browsers.map((browser) => {
      const run = row.get(browser);
      if (!run) return 'absent';
      if (run.status === 'skipped') {
        const why = run.annotations?.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
        reasons.push(`– ${browser}, ${name}: ${why}`);
      }
      const spent = run.results?.at(-1)?.duration ?? 0;
      return `${MARKS[run.status] ?? run.status} ${run.status === 'skipped' ? '' : `${(spent / 1000).toFixed(1)} s`}`;
    });
    lines.push(`${cells.map((cell) => cell.padEnd(12)).join('')}${name}`);
  }
  return [
    ...lines,
    '',
    ...(reasons.length > 0 ? ['Left out:', ...reasons] : ['No journey was left out.']),
  ].join('\n');
}
