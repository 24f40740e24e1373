/**
 * The whole journey once, headless, told step by step: what `npm start` does where there is no display. Bundled
 * by tools/start.mjs.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../demo/server';
import type { Browser, Tab } from './harness/browser';
import { launchChromium } from './harness/chromium';
import { type DemoPage, demoPage } from './harness/demo-page';
import { type Person, personAt } from './harness/person';

export type WalkOptions = {
  /** A Chromium. */
  readonly executable: string;
  /** Folder of the built extension. */
  readonly extension: string;
  /** Folder of the demo's built page. */
  readonly assets: string;
  /** Folder for the pictures. */
  readonly screenshots: string;
  readonly colorScheme: 'light' | 'dark';
  readonly say: (line: string) => void;
};

/** Throws at the first step that does not go as it should. */
export async function walk(options: WalkOptions): Promise<void> {
  const { say, screenshots, colorScheme } = options;
  await mkdir(screenshots, { recursive: true });
  let shots = 0;
  const shoot = (tab: Tab, name: string) => {
    shots += 1;
    return tab.screenshot(join(screenshots, `${shots}-${name}-${colorScheme}.png`));
  };
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const started = Date.now();
    try {
      const result = await work();
      say(`✓ ${name} (${Date.now() - started} ms)`);
      return result;
    } catch (error) {
      say(`✗ ${name}`);
      throw error;
    }
  };

  const profile = await mkdtemp(join(tmpdir(), 'latchkey-walk-'));
  const demo = await startDemo({ assets: options.assets });
  let browser: Browser | undefined;
  try {
    const started = await step('a browser starts with Latchkey in it', () =>
      launchChromium({ ...options, profile, headless: true }),
    );
    browser = started;
    const person = personAt(started);
    await step('the welcome page opens by itself', async () => {
      const welcome = await started.find('popup/welcome.html');
      await welcome.waitFor('html[data-ready] [data-view="welcome"]');
      await shoot(welcome, 'welcome');
    });
    await step('a PIN makes the vault', () => person.makeVault());
    await step('prompts shall open in a window', () => person.setPromptSurface('window'));
    const shop = await step(`the demo opens at ${demo.url}`, async () =>
      demoPage(await started.open(demo.url)),
    );
    await step('ada signs up with a passkey; the server verifies it', async () => {
      await shop.signUp('ada');
      await answer(person, (tab) => shoot(tab, 'prompt-create'));
      await signedIn(shop);
      await shoot(shop.tab, 'demo-signed-in');
    });
    await step('ada signs out', () => shop.signOut());
    await step('ada signs in without a user name; the server verifies it', async () => {
      await shop.signIn();
      await answer(person, (tab) => shoot(tab, 'prompt-get'));
      await signedIn(shop);
    });
    await step('the popup lists the passkey', async () => {
      const listed = await person.list();
      if (listed.length !== 1 || listed[0]?.rpId !== 'localhost' || !listed[0].text.includes('ada'))
        throw new Error(`the list shows ${JSON.stringify(listed)}`);
      for (const page of ['popup', 'manager']) {
        const tab = await started.open(started.extensionUrl(`popup/${page}.html`));
        await tab.waitFor('[data-credential]');
        await shoot(tab, page);
      }
    });
  } finally {
    await browser?.close();
    await demo.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Looks at the prompt, then says yes. */
async function answer(person: Person, look: (tab: Tab) => Promise<void>): Promise<void> {
  const prompt = await person.prompt();
  await look(prompt.tab);
  await person.approve();
  await prompt.gone();
}

async function signedIn(shop: DemoPage): Promise<void> {
  const { account, outcome } = await shop.shown();
  if (account !== 'ada')
    throw new Error(`the demo says ${outcome}: ${await shop.tab.text('[role="alert"]')}`);
}
