import type { BrowserContext, Page } from 'playwright';
import type { Access } from './access';
import { until } from './browser';
import { pageTab } from './chromium-page';

/** What the page of Chromium's own settings is given, and no other page. */
declare const chrome: {
  readonly developerPrivate: {
    updateProfileConfiguration(change: { readonly inDeveloperMode: boolean }): Promise<void>;
    updateExtensionConfiguration(change: {
      readonly extensionId: string;
      readonly hostAccess?: 'ON_CLICK' | 'ON_ALL_SITES';
      readonly incognitoAccess?: boolean;
    }): Promise<void>;
  };
};

type Change = Omit<Parameters<typeof chrome.developerPrivate.updateExtensionConfiguration>[0], 'extensionId'>;

/** As a person does it on the page chrome://extensions. */
export function chromiumAccess(
  context: () => BrowserContext,
  extensionId: string,
  inWorker: (script: string) => Promise<void>,
): Access {
  async function change(wanted: Change): Promise<void> {
    const page = await context().newPage();
    await page.goto('chrome://extensions');
    await page.evaluate(
      async (all) => {
        // An extension from a folder that starts anew is switched off where nobody develops.
        await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        await chrome.developerPrivate.updateExtensionConfiguration(all);
      },
      { extensionId, ...wanted },
    );
    await page.close();
  }

  return {
    withdrawSites: () => change({ hostAccess: 'ON_CLICK' }),
    // Chromium's question is its own window, which only a hand reaches.
    giveSites: () => change({ hostAccess: 'ON_ALL_SITES' }),

    async allowPrivate() {
      const workers = () => context().serviceWorkers();
      const before = new Set(workers());
      await change({ incognitoAccess: true });
      await until('the old worker to end', async () => !workers().some((worker) => before.has(worker)));
      // It starts anew once something needs it.
      const page = await context().newPage();
      const url = `chrome-extension://${extensionId}/popup/manager.html`;
      const opens = () =>
        page.goto(url).then(
          () => true,
          () => false,
        );
      await until('its pages', opens);
      await until('a worker', async () => workers().length > 0);
      await page.close();
    },

    async openPrivate(url) {
      const before = new Set<Page>(context().pages());
      await inWorker(`void chrome.windows.create({ incognito: true, url: 'about:blank' })`);
      let page: Page | undefined;
      await until('a private window', async () => {
        page = context()
          .pages()
          .find((open) => !before.has(open));
        return page !== undefined;
      });
      if (!page) throw new Error('no private window');
      await page.goto(url);
      return pageTab(page);
    },
  };
}
