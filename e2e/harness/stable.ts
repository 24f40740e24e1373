import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, ensureFirefox } from '../../tools/browsers.mjs';
import type { Browser } from './browser';
import { launchChromium } from './chromium';
import { type FirefoxBrowser, launchFirefox } from './firefox';

/**
 * Where the browsers of one worker come from. Each journey has a Chromium of its own, which starts while the journey
 * before it runs; Firefox takes longer, so one is kept and made anew for the next journey.
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

/** What a browser is started for: it cannot be told later. */
type Sites = { readonly pin: string; readonly port: number };

/** With 'ahead' a Chromium for the next journey is started with each that is taken. */
export function startStable(project: string, when: 'ahead' | 'asked' = 'asked'): Stable {
  let kept: FirefoxBrowser | null = null;
  let next: (Sites & { readonly browser: Promise<Browser> }) | null = null;

  async function end(browser: Browser): Promise<void> {
    await browser.close();
    await rm(browser.profile, { recursive: true, force: true });
  }

  async function options({ pin, port }: Sites) {
    return { profile: await mkdtemp(join(tmpdir(), 'latchkey-e2e-')), headless: true, pin, port };
  }

  async function startFirefox(sites: Sites): Promise<FirefoxBrowser> {
    const { path } = await ensureFirefox();
    return launchFirefox({
      ...(await options(sites)),
      executable: path,
      extension: folder('dist/firefox'),
    });
  }

  async function startChromium(sites: Sites): Promise<Browser> {
    const { path } = await ensureChromium();
    return launchChromium({
      ...(await options(sites)),
      executable: path,
      extension: folder('dist/chrome'),
    });
  }

  async function takeChromium({ pin, port }: Sites): Promise<Browser> {
    const ready = next?.pin === pin && next.port === port ? next.browser : null;
    const browser = await (ready ?? startChromium({ pin, port }));
    if (when === 'ahead') {
      const started = startChromium({ pin, port });
      // Whoever takes it hears of what failed.
      started.catch(() => undefined);
      next = { pin, port, browser: started };
    }
    return browser;
  }

  return {
    async take({ pin, port, ownProfile }) {
      if (project !== 'firefox') return takeChromium({ pin, port });
      if (ownProfile) return startFirefox({ pin, port });
      if (kept && !(await kept.renew(port).catch(() => false))) {
        await end(kept);
        kept = null;
      }
      kept ??= await startFirefox({ pin, port });
      return kept;
    },

    async giveBack(browser, failed) {
      if (browser === kept && !failed) return;
      if (browser === kept) kept = null;
      await end(browser);
    },

    async close() {
      if (kept) await end(kept);
      const spare = await next?.browser.catch(() => null);
      if (spare) await end(spare);
    },
  };
}
