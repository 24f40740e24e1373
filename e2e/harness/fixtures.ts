import { fileURLToPath } from 'node:url';
import { test as base, type TestInfo } from 'playwright/test';
import { type Demo, startDemo } from '../../demo/server';
import { EXCEPTIONS } from '../exceptions';
import type { Browser } from './browser';
import { type DemoPage, demoPage } from './demo-page';
import { type Person, personAt } from './person';
import { type Sites, startSites } from './sites';
import { type Stable, startStable } from './stable';

export { expect } from 'playwright/test';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

type Fixtures = {
  /** The demo relying party on http://localhost, with no accounts yet. */
  readonly demo: Demo;
  /** Https sites under `*.test`. */
  readonly sites: Sites;
  /** A browser just installed, with Latchkey in it. */
  readonly latchkey: Browser;
  /** A second browser, also just installed; the first one's journey may go on in it. */
  readonly another: Browser;
  /** The person before it, who has done nothing yet. */
  readonly newcomer: Person;
  /** The person with a vault made and unlocked, and prompts in windows of their own. */
  readonly person: Person;
  /** The demo's page in a tab. */
  readonly shop: DemoPage;
};

type Options = {
  /** Whether the journey reads its browser's profile, which then nothing else has written to. */
  readonly ownProfile: boolean;
};

async function attachPictures(browser: Browser, info: TestInfo): Promise<void> {
  const pages = await browser.pages().catch(() => []);
  for (const [index, page] of pages.entries()) {
    const path = info.outputPath(`page-${index}.png`);
    await page.screenshot(path).catch(() => undefined);
    await info.attach(await page.url(), { path }).catch(() => undefined);
  }
}

export const test = base.extend<Fixtures & Options, { readonly stable: Stable; readonly grounds: Sites }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  demo: async ({}, use) => {
    const demo = await startDemo({ assets: folder('dist/demo') });
    await use(demo);
    await demo.close();
  },

  sites: async ({ grounds }, use) => {
    grounds.renew();
    await use(grounds);
  },

  ownProfile: [false, { option: true }],

  // The browsers are started for these, so a worker keeps them.
  grounds: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const sites = await startSites();
      await use(sites);
      await sites.close();
    },
    { scope: 'worker' },
  ],

  stable: [
    async ({ grounds }, use, { project }) => {
      const stable = startStable(project.name, grounds, 'ahead');
      await use(stable);
      await stable.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  latchkey: async ({ stable, ownProfile }, use, info) => {
    const { project, title } = info;
    const exception = EXCEPTIONS.find(
      (known) => known.browser === project.name && title.startsWith(known.title),
    );
    info.skip(exception !== undefined, exception?.reason);
    const browser = await stable.take({ ownProfile });
    await use(browser);
    const failed = info.status !== info.expectedStatus;
    // Playwright takes Chromium's pictures by itself.
    if (failed && browser.name === 'firefox') await attachPictures(browser, info);
    await stable.giveBack(browser, failed);
  },

  another: async ({ stable, latchkey: _first }, use, info) => {
    const browser = await stable.take({ ownProfile: true });
    await use(browser);
    await stable.giveBack(browser, info.status !== info.expectedStatus);
  },

  newcomer: async ({ latchkey }, use) => use(personAt(latchkey)),

  person: async ({ newcomer }, use) => {
    await newcomer.makeVault();
    await newcomer.setPromptSurface('window');
    await use(newcomer);
  },

  shop: async ({ latchkey, demo }, use) => use(await demoPage(await latchkey.open(demo.url))),
});
