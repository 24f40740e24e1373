import { join } from 'node:path';
import { chromium } from 'playwright';

/**
 * Opens Chromium or a relative of it, with a profile of its own that stays, and Latchkey in it. Latchkey is
 * loaded over the DevTools pipe: Google Chrome since 137 takes no extension from the command line.
 * @param {{ browser: import('./browsers.mjs').Found, root: string, pages: string[] }} options `pages`: addresses,
 * or paths in the extension
 */
export async function open({ browser, root, pages }) {
  const context = await chromium.launchPersistentContext(join(root, '.cache', `profile-${browser.kind}`), {
    executablePath: browser.path,
    headless: false,
    viewport: null,
    // A person sits before it: none of what makes a browser a test's, but the pipe.
    ignoreDefaultArgs: [
      '--enable-automation',
      '--disable-extensions',
      '--disable-component-extensions-with-background-pages',
    ],
    args: ['--enable-unsafe-extension-debugging', '--no-first-run', '--no-default-browser-check'],
  });
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('This browser cannot be given an extension.');
  const path = join(root, 'dist', 'chrome');
  const load = async () => (await session.send('Extensions.loadUnpacked', { path })).id;
  const id = await load();
  const base = `chrome-extension://${id}/`;
  const [blank] = context.pages();
  // After its first installation Latchkey opens the welcome page by itself.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  for (const page of pages.toReversed()) {
    const url = page.startsWith('http') ? page : base + page;
    const open = context.pages().find((tab) => tab.url().startsWith(url));
    if (open) await open.bringToFront();
    else await (await context.newPage()).goto(url);
  }
  await blank?.close();

  return {
    closed: new Promise((resolve) => context.once('close', resolve)),
    /** Loads the extension anew, and the pages that had its old scripts. */
    async reload() {
      await load();
      for (const page of context.pages()) await page.reload().catch(() => undefined);
    },
  };
}
