import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, type TestInfo } from 'playwright/test';
import { type Demo, startDemo } from '../../demo/server';
import { ensureChromium, ensureFirefox } from '../../tools/browsers.mjs';
import { EXCEPTIONS } from '../exceptions';
import type { Browser, LaunchOptions } from './browser';
import { launchChromium } from './chromium';
import { type DemoPage, demoPage } from './demo-page';
import { launchFirefox } from './firefox';
import { type Person, personAt } from './person';
import { type Sites, startSites } from './sites';

export { expect } from 'playwright/test';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

type Fixtures = {
  /** The demo relying party on http://localhost, with no accounts yet. */
  readonly demo: Demo;
  /** Https sites under `*.test`. */
  readonly sites: Sites;
  /** A browser just installed, with Latchkey in it. */
  readonly latchkey: Browser;
  /** The person before it, who has done nothing yet. */
  readonly newcomer: Person;
  /** The person with a vault made and unlocked, and prompts in windows of their own. */
  readonly person: Person;
  /** The demo's page in a tab. */
  readonly shop: DemoPage;
};

async function launch(
  project: string,
  options: Omit<LaunchOptions, 'executable' | 'extension'>,
): Promise<Browser> {
  if (project === 'firefox') {
    const { path } = await ensureFirefox();
    return launchFirefox({ ...options, executable: path, extension: folder('dist/firefox') });
  }
  const { path } = await ensureChromium();
  return launchChromium({ ...options, executable: path, extension: folder('dist/chrome') });
}

async function attachPictures(browser: Browser, info: TestInfo): Promise<void> {
  const pages = await browser.pages().catch(() => []);
  for (const [index, page] of pages.entries()) {
    const path = info.outputPath(`page-${index}.png`);
    await page.screenshot(path).catch(() => undefined);
    await info.attach(await page.url(), { path }).catch(() => undefined);
  }
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  demo: async ({}, use) => {
    const demo = await startDemo({ assets: folder('dist/demo') });
    await use(demo);
    await demo.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  sites: async ({}, use) => {
    const sites = await startSites();
    await use(sites);
    await sites.close();
  },

  latchkey: async ({ sites }, use, info) => {
    const { project, title } = info;
    const exception = EXCEPTIONS.find(
      (known) => known.browser === project.name && title.startsWith(known.title),
    );
    info.skip(exception !== undefined, exception?.reason);
    const profile = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
    const browser = await launch(project.name, { profile, headless: true, pin: sites.pin });
    await use(browser);
    // Playwright takes Chromium's pictures by itself.
    if (info.status !== info.expectedStatus && browser.name === 'firefox')
      await attachPictures(browser, info);
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  },

  newcomer: async ({ latchkey }, use) => use(personAt(latchkey)),

  person: async ({ newcomer }, use) => {
    await newcomer.makeVault();
    await newcomer.setPromptSurface('window');
    await use(newcomer);
  },

  shop: async ({ latchkey, demo }, use) => use(await demoPage(await latchkey.open(demo.url))),
});
