import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Tab } from './browser';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Until all that moves has arrived; a spinner never does, and what leaves the page on its way need not. */
function atRest(tab: Tab): Promise<void> {
  return tab.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  }, undefined);
}

/** Colours do not depend on the direction, so they are looked at in one. */
const LOOKS = [
  { theme: 'light', dir: 'ltr', colours: true },
  { theme: 'light', dir: 'rtl', colours: false },
  { theme: 'dark', dir: 'ltr', colours: true },
  { theme: 'dark', dir: 'rtl', colours: false },
] as const;

/** What axe-core finds wrong with the view that a tab shows, in both themes and both directions; one line each. */
export async function axeFaults(tab: Tab, view: string): Promise<string[]> {
  const faults: string[] = [];
  const turn = (to: 'ltr' | 'rtl') =>
    tab.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, to);
  await tab.run(`(() => { ${await source}; return typeof axe; })()`);
  for (const { theme, dir, colours } of LOOKS) {
    await tab.wear(theme);
    await turn(dir);
    await atRest(tab);
    const violations = await tab.run<AxeResults['violations']>(`axe
      .run({ rules: { 'color-contrast': { enabled: ${colours} } }, resultTypes: ['violations'] })
      .then((results) => JSON.parse(JSON.stringify(results.violations)))`);
    for (const { id, nodes } of violations)
      for (const { target, failureSummary = '' } of nodes)
        faults.push(`${view} (${theme}, ${dir}): ${id} at ${target.join(' ')}: ${failureSummary}`);
  }
  await turn('ltr');
  return faults;
}
