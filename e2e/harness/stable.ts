import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, ensureFirefox } from '../../tools/browsers.mjs';
import type { Browser } from './browser';
import { launchChromium } from './chromium';
import { type FirefoxBrowser, launchFirefox } from './firefox';
import type { Sites } from './sites';

/**
 * Where the browsers of one worker come from. Each journey has a Chromium of its own, which starts while the journey
 * before it runs; Firefox takes longer, so one is kept and made anew for the next journey.
 */
export type Stable = {
  /** With a profile of its own nothing was written to it before. */
  take(wanted: { readonly ownProfile: boolean }): Promise<Browser>;
  giveBack(browser: Browser, failed: boolean): Promise<void>;
  close(): Promise<void>;
};

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Browsers for these sites. With 'ahead' a Chromium for the next journey is started with each that is taken. */
export function startStable(
  project: string,
  { pin, port }: Pick<Sites, 'pin' | 'port'>,
  when: 'ahead' | 'asked' = 'asked',
): Stable {
  let kept: FirefoxBrowser | null = null;
  let next: Promise<Browser> | null = null;

  async function end(browser: Browser): Promise<void> {
    await browser.close();
    await rm(browser.profile, { recursive: true, force: true });
  }

  async function options(build: 'chrome' | 'firefox') {
    const profile = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
    return { profile, headless: true, pin, port, extension: folder(`dist/${build}`) };
  }

  async function startFirefox(): Promise<FirefoxBrowser> {
    const { path } = await ensureFirefox();
    return launchFirefox({ ...(await options('firefox')), executable: path });
  }

  async function startChromium(): Promise<Browser> {
    const { path } = await ensureChromium();
    return launchChromium({ ...(await options('chrome')), executable: path });
  }

  async function takeChromium(): Promise<Browser> {
    const browser = await (next ?? startChromium());
    next = when === 'ahead' ? startChromium() : null;
    // Whoever takes it hears of what failed.
    next?.catch(() => undefined);
    return browser;
  }

  return {
    async take({ ownProfile }) {
      if (project !== 'firefox') return takeChromium();
      if (ownProfile) return startFirefox();
      if (kept && !(await kept.renew().catch(() => false))) {
        await end(kept);
        kept = null;
      }
      kept ??= await startFirefox();
      return kept;
    },

    async giveBack(browser, failed) {
      if (browser === kept && !failed) return;
      if (browser === kept) kept = null;
      await end(browser);
    },

    async close() {
      if (kept) await end(kept);
      const spare = await next?.catch(() => null);
      if (spare) await end(spare);
    },
  };
}
