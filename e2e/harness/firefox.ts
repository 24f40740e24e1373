import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type LaunchOptions, type Tab, until } from './browser';
import { agree, allowPrivate, openPrivate, withdrawSites } from './firefox-access';
import { firefoxAuthenticators } from './firefox-authenticators';
import { early } from './firefox-early';
import { beIdle } from './firefox-idle';
import { input } from './firefox-input';
import { inside } from './firefox-inside';
import { takeOwnPasskey } from './firefox-own-passkey';
import { chooseFromMenu, inFront } from './firefox-own-ui';
import { evaluateInPage } from './firefox-page-realm';
import { closePanels } from './firefox-panels';
import { paper } from './firefox-paper';
import { ADDON, downloadsIn, startFirefox } from './firefox-process';
import { reportsOf } from './firefox-reports';
import { type Call, firefoxTab, resultOf } from './firefox-tab';

/** The commands' keys, as the manifest suggests them. */
const COMMANDS: { readonly [name: string]: string } = { 'sign-in': 'Alt+Shift+l' };

export type FirefoxBrowser = Browser & {
  /** Makes it a browser with Latchkey just installed, for it starts slowly; false where that cannot be. */
  renew(): Promise<boolean>;
};

/** Firefox by Marionette, the one way that installs an add-on in it and reaches that add-on's pages. */
export async function launchFirefox(options: LaunchOptions): Promise<FirefoxBrowser> {
  // Fixes the address of the add-on's pages, which Firefox else draws by lot.
  let uuid = randomUUID();
  let used = false;
  const authenticators = firefoxAuthenticators((command, words) => firefox.marionette.ask(command, words));
  const tabs = new Map<number, Tab>();
  let firefox = await startFirefox(options);

  const run = async <Result>(script: string, args: readonly unknown[] = []): Promise<Result> => {
    const { value } = await firefox.marionette.ask<{ value: Result }>('WebDriver:ExecuteScript', {
      script,
      args,
      sandbox: 'system',
      newSandbox: false,
    });
    return value;
  };
  const call: Call = (name, ...words) => run('return latchkey[arguments[0]](...arguments[1])', [name, words]);

  /** Does what a person would in Firefox's own interface. */
  const itself = <Words extends readonly unknown[], Result>(
    work: (...words: Words) => Result,
    ...words: Words
  ): Promise<Awaited<Result>> => run(`return (${work})(...arguments)`, words);

  async function install(): Promise<void> {
    await run(
      `globalThis.latchkey = (${inside})(arguments[0], ${input}, ${paper}, ${early});
      Services.prefs.setStringPref('extensions.webextensions.uuids', arguments[1]);`,
      [String(evaluateInPage), JSON.stringify({ [ADDON]: uuid })],
    );
    await firefox.marionette.ask('Addon:Install', { path: options.extension, temporary: true });
  }

  const tabOf = (id: number): Tab => {
    const tab = tabs.get(id) ?? firefoxTab(call, id);
    tabs.set(id, tab);
    return tab;
  };
  const at = async (part: string) => (await call('pages')).filter(({ url }) => url.includes(part));

  async function find(part: string, timeout?: number): Promise<Tab> {
    let found: number | undefined;
    await until(
      `a page at ${part}`,
      async () => {
        found = (await at(part)).at(-1)?.id;
        return found !== undefined;
      },
      timeout,
    );
    if (found === undefined) throw new Error(`no page at ${part}`);
    return tabOf(found);
  }

  await install();
  return {
    name: 'firefox',
    profile: options.profile,
    extensionUrl: (path) => `moz-extension://${uuid}/${path}`,
    find,
    pages: async () => (await call('pages')).map(({ id }) => tabOf(id)),
    count: async (part) => (await at(part)).length,
    open: async (url) => tabOf(await call('open', url)),

    async openToolbarPopup() {
      const before = await at('popup/popup.html');
      // One that is closing is still there for a moment.
      const newest = Math.max(-1, ...before.map(({ id }) => id));
      const isOpen = async () => (await at('popup/popup.html')).some(({ id }) => id > newest);
      const open = async () => {
        // A person's click on the page would have closed the last one.
        await itself(closePanels);
        resultOf(await call('inBackground', ADDON, 'browser.action.openPopup()'));
        await until('a new popup', isOpen, 4000);
      };
      // A window that just then takes the focus closes it before it shows; a person would press again.
      await open().catch(open);
      return find('popup/popup.html');
    },

    addNativeAuthenticator: () => authenticators.add(),

    takeOwnPasskey: () => until('a passkey of Firefox’s own', () => itself(takeOwnPasskey)),

    async downloads() {
      const folder = downloadsIn(options.profile);
      const names: string[] = await readdir(folder).catch(() => []);
      // A file that is still being written has an empty one of its final name beside it.
      const whole = names.filter((name) => !names.includes(`${name}.part`) && !name.endsWith('.part'));
      const files = await Promise.all(
        whole.map(async (name) => ({ path: join(folder, name), ...(await stat(join(folder, name))) })),
      );
      return files
        .filter(({ size }) => size > 0)
        .sort((a, b) => a.mtimeMs - b.mtimeMs)
        .map(({ path }) => path);
    },

    reports: () => itself(reportsOf, `moz-extension://${uuid}/`),

    killBackground: () => call('endBackground', ADDON),

    // Its heap is part of a process that has others'.
    backgroundHeap: async () => null,

    async choose(way, name) {
      const front = tabOf(await itself(inFront));
      if (way === 'command') return front.press(COMMANDS[name] ?? '');
      // In a field, which the page may not have.
      const place = await front.evaluate(() => {
        const field =
          document.querySelector('input') ?? document.body.appendChild(document.createElement('input'));
        const box = field.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }, undefined);
      await itself(chooseFromMenu, place);
    },

    async tellIdle(state) {
      if (state === 'locked') throw new Error('Firefox tells no add-on of a locked screen');
      await itself(beIdle, ADDON);
    },

    async hurryBackground() {
      resultOf(
        await call(
          'inBackground',
          ADDON,
          `(() => {
            const set = setTimeout;
            self.setTimeout = (run, after, ...rest) => set(run, after < 60_000 ? after : 1000, ...rest);
          })()`,
        ),
      );
    },

    access: {
      // What the browser keeps of these would be there for the next journey.
      withdrawSites() {
        used = true;
        return itself(withdrawSites, ADDON);
      },
      allowPrivate() {
        used = true;
        return itself(allowPrivate, ADDON);
      },
      async giveSites(popup) {
        await popup.click('[data-action="allow-sites"]');
        await itself(agree);
      },
      async openPrivate(url) {
        const tab = tabOf(await itself(openPrivate));
        await tab.goto(url);
        await tab.show();
        return tab;
      },
    },

    async renew() {
      if (used) return false;
      await authenticators.clear();
      await call('forget', ADDON);
      tabs.clear();
      uuid = randomUUID();
      await install();
      return true;
    },

    async restart() {
      used = true;
      await authenticators.clear();
      await firefox.quit();
      tabs.clear();
      firefox = await startFirefox(options);
      await install();
    },

    async close() {
      used = true;
      await firefox.quit();
    },
  };
}
