import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, ensureFirefox } from '../../tools/browsers.mjs';
import type { Browser } from './browser';
import { launchChromium } from './chromium';
import { type FirefoxBrowser, launchFirefox } from './firefox';

/**
 * Where the browsers of one worker come from. Chromium starts in a second, so each journey has its own; Firefox
 * takes several, so one is kept and made anew for the next journey.
 */
export type Stable = {
  take(wanted: {
    readonly pin: string;
    readonly port: number;
    readonly ownProfile: boolean;
  }): Promise<Browser>;
  giveBack(browser: Browser, failed: boolean): Promise<void>;
  close(): Promise<void>;
};

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export function startStable(project: string): Stable {
  let kept: FirefoxBrowser | null = null;

  async function end(browser: Browser): Promise<void> {
    await browser.close();
    await rm(browser.profile, { recursive: true, force: true });
  }

  async function options(pin: string, port: number) {
    return { profile: await mkdtemp(join(tmpdir(), 'latchkey-e2e-')), headless: true, pin, port };
  }

  async function startFirefox(pin: string, port: number): Promise<FirefoxBrowser> {
    const { path } = await ensureFirefox();
    return launchFirefox({
      ...(await options(pin, port)),
      executable: path,
      extension: folder('dist/firefox'),
    });
  }

  return {
    async take({ pin, port, ownProfile }) {
      if (project !== 'firefox') {
        const { path } = await ensureChromium();
        return launchChromium({
          ...(await options(pin, port)),
          executable: path,
          extension: folder('dist/chrome'),
        });
      }
      if (ownProfile) return startFirefox(pin, port);
      if (kept && !(await kept.renew(port).catch(() => false))) {
        await end(kept);
        kept = null;
      }
      kept ??= await startFirefox(pin, port);
      return kept;
    },

    async giveBack(browser, failed) {
      if (browser === kept && !failed) return;
      if (browser === kept) kept = null;
      await end(browser);
    },

    async close() {
      if (kept) await end(kept);
    },
  };
}
