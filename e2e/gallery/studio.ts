import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Tab, until } from '../harness/browser';
import { type Create, outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { launchChromium } from '../harness/chromium';
import { pageOf } from '../harness/chromium-page';
import { type Person, personAt } from '../harness/person';
import { type Sites, startSites } from '../harness/sites';
import type { Camera } from './camera';

export type GalleryOptions = {
  /** A Chromium. */
  readonly executable: string;
  /** Folder of the built extension. */
  readonly extension: string;
  /** Folder for the pictures. */
  readonly folder: string;
  /** Names of the scenes to take; none for all. */
  readonly only: readonly string[];
  readonly say: (line: string) => void;
};

/** A browser of its own with Latchkey in it, sites to visit, and a camera. */
export type Studio = Camera & {
  readonly browser: Browser;
  readonly sites: Sites;
  readonly person: Person;
  /** One of our own pages, ready. */
  page(path: string): Promise<Tab>;
  /** The toolbar popup, over the tab in front or a new one of that host. */
  popup(over?: string): Promise<Tab>;
  visit(host: string): Promise<Tab>;
  /** Signs in there, without a PIN, as of so many days ago. */
  signIn(host: string, ago: number): Promise<void>;
  /** Makes a passkey there, as of so many days ago. */
  make(host: string, wanted?: Create & { readonly ago?: number }): Promise<void>;
};

export async function studio(
  options: GalleryOptions,
  camera: Camera,
  work: (studio: Studio) => Promise<void>,
): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-gallery-'));
  const sites = await startSites();
  const browser = await launchChromium({
    ...options,
    profile,
    headless: true,
    pin: sites.pin,
    port: sites.port,
  });
  const person = personAt(browser);

  async function page(path: string): Promise<Tab> {
    const tab = await browser.open(browser.extensionUrl(`popup/${path}`));
    await tab.waitFor('html[data-ready]');
    return tab;
  }

  const visit = (host: string) => browser.open(`https://${host}/`);

  async function ceremony(host: string, ago: number, ask: (site: Tab) => Promise<void>): Promise<void> {
    const site = await visit(host);
    await turnClock(site, ago);
    await ask(site);
    await person.approve();
    const outcome = await outcomeOf(site);
    if (!outcome.ok) throw new Error(`${host}: ${outcome.name}`);
    await until('the prompt to leave', async () => (await browser.count('popup/prompt.html')) === 0);
    await site.close();
  }

  try {
    await work({
      ...camera,
      ...{ browser, sites, person, page, visit },
      async popup(over) {
        // After a prompt in a window of its own none of those with a toolbar may have the focus.
        if (over) await (await visit(over)).show();
        const tab = await browser.openToolbarPopup();
        await tab.waitFor('html[data-ready]');
        return tab;
      },
      signIn: (host, ago) => ceremony(host, ago, (site) => startGet(site, { verification: 'discouraged' })),
      make: (host, { ago = 0, ...wanted } = {}) =>
        ceremony(host, ago, (site) => startCreate(site, { verification: 'discouraged', ...wanted })),
    });
  } finally {
    await browser.close();
    await sites.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** The worker's clock shows so many days ago, for dates that differ. */
async function turnClock(tab: Tab, days: number): Promise<void> {
  const [worker] = pageOf(tab).context().serviceWorkers();
  await worker?.evaluate((ago) => {
    const clock = Date as DateConstructor & { real?: () => number };
    clock.real ??= Date.now.bind(Date);
    const { real } = clock;
    Date.now = () => real() - ago;
  }, days * 86_400_000);
}
