/**
 * What a person waits for: from a site's call until the prompt answers keys, with the worker running and stopped;
 * the popup with ten thousand passkeys beside the same with ten; and a key press in its search.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Demo, startDemo } from '../demo/server';
import type { Browser, Tab } from '../e2e/harness/browser';
import { abort, startCreate, timesOf } from '../e2e/harness/ceremony';
import { launchChromium } from '../e2e/harness/chromium';
import { pageOf } from '../e2e/harness/chromium-page';
import { type Person, personAt } from '../e2e/harness/person';
import { cxfOf } from './passkeys-file';
import type { Row, Setting } from './table';
import { median } from './table';

/** What stands in the second column, each row says. */
export const beside = 'beside it';

const ROUNDS = 15;
const FEW = 10;
const MANY = 10_000;
/** How long an import may take, ms. */
const PATIENCE = 300_000;

type Marked = { ready?: number; listed?: number };

/** On the clock that all pages of a browser share: when a page answers keys, and when it shows a passkey. */
function mark(): void {
  const marked = window as Marked;
  const clock = () => performance.timeOrigin + performance.now();
  new MutationObserver(() => {
    if (document.documentElement?.dataset.ready !== undefined) marked.ready ??= clock();
    if (document.querySelector('[data-credential]')) marked.listed ??= clock();
  }).observe(document, { attributes: true, childList: true, subtree: true });
}

type Ready = { readonly browser: Browser; readonly person: Person; readonly close: () => Promise<void> };

async function withPasskeys(setting: Setting, count: number): Promise<Ready> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const browser = await launchChromium({ ...setting, profile, headless: true });
  const person = personAt(browser);
  await person.makeVault();
  await person.setPromptSurface('window');
  const tab = await browser.open(browser.extensionUrl('popup/manager.html#exchange'));
  await pageOf(tab).context().addInitScript(mark);
  const buffer = Buffer.from(cxfOf(count));
  await pageOf(tab).setInputFiles('input[name="file"]', {
    ...{ name: 'passkeys.json', mimeType: 'application/json', buffer },
  });
  await tab.waitFor('[data-action="import"]', 'visible', PATIENCE);
  await tab.click('[data-action="import"]');
  // The button goes at once; a page that closes before all is written gives the import up.
  await tab.waitFor(`[data-imported="${count}"]`, 'visible', PATIENCE);
  await tab.close();
  return {
    browser,
    person,
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

async function popupListed({ browser }: Ready): Promise<number> {
  const tab = await browser.open(browser.extensionUrl('popup/popup.html'));
  await tab.waitFor('[data-credential]');
  const took = await tab.evaluate(
    () => ((window as Marked).listed ?? Number.NaN) - performance.timeOrigin,
    undefined,
  );
  await tab.close();
  return took;
}

/** From each key press of a word until the frame that shows what was found is done. */
async function searching({ browser }: Ready): Promise<number[]> {
  const tab = await browser.open(browser.extensionUrl('popup/popup.html'));
  await tab.waitFor('[data-credential]');
  const took = await tab.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('[name="search"]');
    if (!field) throw new Error('no search');
    const frame = () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done();
          port2.postMessage(null);
        }),
      );
    const times: number[] = [];
    for (const word of ['person-77', 'site-29', 'example 123'])
      for (let length = 1; length <= word.length; length += 1) {
        await frame();
        const started = performance.now();
        field.value = word.slice(0, length);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await frame();
        times.push(performance.now() - started);
      }
    return times;
  }, undefined);
  await tab.close();
  return took;
}

async function promptReady({ browser, person }: Ready, site: Tab, stopped: boolean): Promise<number> {
  if (stopped) await browser.killBackground();
  await site.show();
  await startCreate(site, { verification: 'required' });
  const prompt = await person.prompt();
  const ready = await prompt.tab.evaluate(() => (window as Marked).ready ?? Number.NaN, undefined);
  const { called } = await timesOf(site);
  await abort(site);
  await prompt.gone();
  return ready - called;
}

/** Medians over the rounds; what is compared is measured in turns. */
export async function waiting(setting: Setting): Promise<Row[]> {
  const demo: Demo = await startDemo({ assets: setting.assets });
  const few = await withPasskeys(setting, FEW);
  const many = await withPasskeys(setting, MANY);
  try {
    const lists: { few: number; many: number }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1)
      lists.push({ few: await popupListed(few), many: await popupListed(many) });
    const keys = await searching(many);
    const fewKeys = await searching(few);
    const site = await many.browser.open(demo.url);
    const prompts: { warm: number; stopped: number }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1)
      prompts.push({
        warm: await promptReady(many, site, false),
        stopped: await promptReady(many, site, true),
      });
    // The first round warms up.
    lists.shift();
    prompts.shift();
    const warm = median(prompts.map((times) => times.warm));
    return [
      { what: 'call → prompt answers keys', ms: warm, native: null },
      {
        what: 'the same with the worker stopped; beside it: running',
        ms: median(prompts.map(({ stopped }) => stopped)),
        native: warm,
      },
      {
        what: 'popup opened → its list shown, 10,000 passkeys; beside it: 10',
        ms: median(lists.map((times) => times.many)),
        native: median(lists.map((times) => times.few)),
      },
      {
        what: 'key press in search → frame done, 10,000 passkeys; beside it: 10',
        ms: median(keys),
        native: median(fewKeys),
      },
      { what: 'the slowest of these key presses', ms: Math.max(...keys), native: Math.max(...fewKeys) },
    ];
  } finally {
    await Promise.all([few.close(), many.close()]);
    await demo.close();
  }
}
