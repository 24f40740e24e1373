import type { Locator, Page } from 'playwright';
import { type Tab, until } from './browser';

/** How long one action may take, ms. */
const PATIENCE = 10_000;

const pages = new WeakMap<Tab, Page>();

/** The Playwright page behind a Tab, for what only Chromium's driver does. */
export function pageOf(tab: Tab): Page {
  const page = pages.get(tab);
  if (!page) throw new Error('this tab is no Playwright page');
  return page;
}

/** A Playwright page as a Tab. */
export function pageTab(page: Page): Tab {
  page.setDefaultTimeout(PATIENCE);
  const visible = (selector: string): Locator => page.locator(selector).filter({ visible: true }).first();

  /** Playwright's own waiting looks less and less often, in the end twice a second; its actions come after this. */
  async function waitFor(selector: string, state: 'visible' | 'gone' = 'visible', timeout = PATIENCE) {
    const element = state === 'visible' ? visible(selector) : page.locator(selector).first();
    await until(
      `${selector} (${state})`,
      async () => (await element.isVisible()) === (state === 'visible'),
      timeout,
    );
    return element;
  }

  /** The first visible one, once it is not disabled. */
  async function enabled(selector: string): Promise<Locator> {
    const element = page
      .locator(selector)
      .and(page.locator(':not(:disabled)'))
      .filter({ visible: true })
      .first();
    await until(`${selector} to be enabled`, () => element.isVisible(), PATIENCE);
    return element;
  }

  const tab: Tab = {
    url: async () => page.url(),
    goto: async (url) => void (await page.goto(url)),
    click: async (selector) => (await enabled(selector)).click(),
    fill: async (selector, text) => (await enabled(selector)).fill(text),
    choose: async (selector, value) => void (await (await enabled(selector)).selectOption(value)),
    async press(key) {
      await page.keyboard.press(key).catch((error: unknown) => {
        // Escape and Enter may close the page before the key is up again.
        if (!page.isClosed()) throw error;
      });
    },
    hold: (key) => page.keyboard.down(key),
    release: (key) => page.keyboard.up(key),
    doubleClick: ({ x, y }) => page.mouse.dblclick(x, y),
    resize: (size) => page.setViewportSize(size),
    waitFor: async (selector, state, timeout) => void (await waitFor(selector, state, timeout)),
    text: async (selector) => (await waitFor(selector)).innerText(),
    attribute: (selector, name) => page.locator(selector).first().getAttribute(name),
    attributes: (selector, name) =>
      page
        .locator(selector)
        .evaluateAll(
          (elements, wanted) => elements.map((element) => element.getAttribute(wanted) ?? ''),
          name,
        ),
    // Playwright's own types cannot express that any JSON argument goes through.
    evaluate: (work, argument) => page.evaluate(work as never, argument as never),
    run: (expression) => page.evaluate(expression),
    prepare: async (work, argument) => void (await page.addInitScript(work as never, argument)),
    wear: (colorScheme) => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }),
    medium: (media) => page.emulateMedia({ media }),
    print: (format) => page.pdf({ format, preferCSSPageSize: false }),
    frames: async () =>
      page
        .mainFrame()
        .childFrames()
        .map((frame) => frame.url()),
    screenshot: async (path) => void (await page.screenshot({ path })),
    windowSince: () => page.evaluate(() => performance.timeOrigin),
    show: () => page.bringToFront(),
    close: () => page.close(),
    closed: async () => page.isClosed(),
  };
  pages.set(tab, page);
  return tab;
}
