import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Tab } from './browser';
import { pageOf } from './chromium-page';

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

/**
 * What axe-core finds wrong with the view that a tab shows, in both themes and both directions; one line each.
 * Colours do not depend on the direction, so they are looked at in one.
 */
export async function axeFaults(tab: Tab, view: string): Promise<string[]> {
  const page = pageOf(tab);
  const faults: string[] = [];
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const dir of ['ltr', 'rtl']) {
      await page.evaluate((to) => {
        document.documentElement.dir = to;
      }, dir);
      await atRest(tab);
      // By DevTools, for the page's own policy lets no script in.
      const results = await page.evaluate<AxeResults>(`${await source};
        axe.run({
          rules: { 'color-contrast': { enabled: ${dir === 'ltr'} } },
          resultTypes: ['violations'],
        })`);
      for (const { id, nodes } of results.violations)
        for (const { target, failureSummary = '' } of nodes)
          faults.push(`${view} (${colorScheme}, ${dir}): ${id} at ${target.join(' ')}: ${failureSummary}`);
    }
  }
  await page.evaluate(() => {
    document.documentElement.dir = 'ltr';
  });
  return faults;
}
