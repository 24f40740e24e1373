/**
 * What an import of ten thousand passkeys costs, each with its key checked, and whether Latchkey answers meanwhile:
 * from choosing the file until its summary stands there, and from the decision until all are written.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tab } from '../e2e/harness/browser';
import { launchChromium } from '../e2e/harness/chromium';
import { pageOf } from '../e2e/harness/chromium-page';
import { personAt } from '../e2e/harness/person';
import { cxfOf } from './passkeys-file';
import type { Row, Setting } from './table';

const COUNT = 10_000;
const PATIENCE = 120_000;

type Watched = { slowest: number; list: number; gap: number };
type Watch = Watched & { stop: boolean };

/** From now on the page asks the background for its settings and its list, again and again, and draws frames. */
function watch(tab: Tab): Promise<void> {
  return tab.evaluate(() => {
    const state: Watch = { slowest: 0, list: 0, gap: 0, stop: false };
    Object.assign(window, { watch: state });
    const ask = async () => {
      const { runtime } = (
        globalThis as never as { chrome: { runtime: { sendMessage(m: object): Promise<unknown> } } }
      ).chrome;
      while (!state.stop) {
        const began = performance.now();
        await runtime.sendMessage({ type: 'settings-get' });
        state.slowest = Math.max(state.slowest, performance.now() - began);
        const listBegan = performance.now();
        await runtime.sendMessage({ type: 'passkeys-list' });
        state.list = Math.max(state.list, performance.now() - listBegan);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    let last = performance.now();
    const frame = (now: number) => {
      state.gap = Math.max(state.gap, now - last);
      last = now;
      if (!state.stop) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    void ask();
  }, undefined);
}

function watched(tab: Tab): Promise<Watched> {
  return tab.evaluate(() => {
    const { watch: state } = window as never as { watch: Watch };
    const { slowest, list, gap } = state;
    state.stop = true;
    return { slowest, list, gap };
  }, undefined);
}

export async function exchange({ executable, extension }: Setting): Promise<readonly Row[]> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const browser = await launchChromium({ executable, extension, profile, headless: true });
  const row = (what: string, ms: number): Row => ({ what, ms, native: null });
  try {
    const file = join(profile, 'ten-thousand.json');
    await writeFile(file, cxfOf(COUNT));
    await personAt(browser).makeVault();
    const tab = await browser.open(browser.extensionUrl('popup/manager.html#exchange'));
    await tab.waitFor('input[name="file"]');
    await watch(tab);
    const chosen = performance.now();
    await pageOf(tab).setInputFiles('input[name="file"]', file);
    await tab.waitFor(`[data-standing="new"][data-count="${COUNT}"]`, 'visible', PATIENCE);
    const decided = performance.now();
    await tab.click('[data-action="import"]');
    await tab.waitFor(`[data-imported="${COUNT}"]`, 'visible', PATIENCE);
    const written = performance.now();
    const { slowest, list, gap } = await watched(tab);
    return [
      row(`import of ${COUNT}: file chosen → every key checked, summary shown`, decided - chosen),
      row(`import of ${COUNT}: decided → written`, written - decided),
      row(`import of ${COUNT}: both`, written - chosen),
      row('meanwhile: slowest answer of the background, the settings', slowest),
      row('meanwhile: slowest answer of the background, the list of passkeys', list),
      row('meanwhile: longest time between two frames of the page', gap),
    ];
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}
