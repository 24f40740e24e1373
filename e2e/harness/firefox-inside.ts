/**
 * What runs inside Firefox, with its own privileges: Marionette is sent the source text of these functions. They
 * reach every tab, window, toolbar popup and background page alike, in the background as well, which WebDriver's
 * commands cannot. They may name nothing from outside but what is declared here.
 */
import type { early as makeEarly } from './firefox-early';
import type { input as makeInput } from './firefox-input';
import type { paper as makePaper } from './firefox-paper';

type Actor = {
  executeScript(script: string, words: unknown[], options: object): Promise<string>;
  dispatchEvent(name: string, details: object): Promise<void>;
};
type BrowsingContext = {
  readonly id: number;
  readonly currentURI: { readonly spec: string };
  mediumOverride: string;
  readonly children: readonly BrowsingContext[];
  readonly currentWindowGlobal: {
    readonly documentURI: { readonly spec: string };
    getActor(name: string): Actor;
    drawSnapshot(rect: null, scale: number, background: string): Promise<ImageBitmap>;
  };
};
type Listener = { readonly [name: string]: unknown };
type BrowserElement = Element & {
  readonly browserId: number;
  readonly browsingContext: BrowsingContext | null;
  readonly currentURI: { readonly spec: string };
  readonly documentURI: { readonly spec: string } | null;
  fixupAndLoadURIString(url: string, options: object): void;
  addProgressListener(listener: Listener, mask: number): void;
  removeProgressListener(listener: Listener): void;
  focus(): void;
};
type Tab = { readonly linkedBrowser: BrowserElement };
type ChromeWindow = Window & {
  readonly gBrowser: {
    readonly browsers: readonly BrowserElement[];
    readonly tabs: readonly Tab[];
    selectedTab: Tab;
    addTab(url: string, options: object): Tab;
    getTabForBrowser(browser: BrowserElement): Tab | undefined;
    removeTab(tab: Tab): void;
  };
};
type Extension = {
  readonly backgroundState: string;
  readonly views: Iterable<{ readonly viewType: string; readonly xulBrowser: BrowserElement }>;
  terminateBackground(options: object): Promise<void>;
};
declare const Services: {
  readonly wm: { getEnumerator(type: string): Iterable<ChromeWindow> };
  readonly prefs: { setIntPref(name: string, value: number): void };
  readonly focus: { readonly activeWindow: Window | null };
  readonly clearData: { deleteData(flags: number, done: { onDataDeleted(): void }): void };
  readonly scriptSecurityManager: { getSystemPrincipal(): unknown };
};
declare const Ci: {
  readonly nsIClearDataService: { readonly CLEAR_ALL: number };
  readonly nsIWebProgress: { readonly NOTIFY_STATE_WINDOW: number; readonly NOTIFY_LOCATION: number };
  readonly nsIWebProgressListener: {
    readonly STATE_STOP: number;
    readonly LOCATION_CHANGE_SAME_DOCUMENT: number;
    readonly LOCATION_CHANGE_ERROR_PAGE: number;
  };
};
declare const ChromeUtils: {
  importESModule(url: string): never;
  generateQI(names: readonly string[]): unknown;
};
type Addon = { uninstall(): Promise<void> };
declare const WebExtensionPolicy: { getByID(id: string): { readonly extension: Extension } | null };

/** Runs in Firefox's main process. `id`s are those of the browsers that show a page; a newer one is greater. */
export function inside(
  evaluateInPageSource: string,
  input: typeof makeInput,
  paper: typeof makePaper,
  early: typeof makeEarly,
) {
  // One that is just opening has no tabs yet.
  const windows = () => [...Services.wm.getEnumerator('navigator:browser')].filter((win) => win.gBrowser);
  /** Firefox holds listeners weakly. */
  const listeners = new Set<Listener>();
  const browsers = () =>
    windows()
      .flatMap((open) => [
        ...open.gBrowser.browsers,
        ...open.document.querySelectorAll<BrowserElement>('browser.webextension-popup-browser'),
      ])
      .filter((browser) => browser.browserId)
      .sort((one, other) => one.browserId - other.browserId);

  function find(id: number): BrowserElement {
    const found = browsers().find(({ browserId }) => browserId === id);
    if (!found) throw new Error('the page is closed');
    return found;
  }

  /** Closes the toolbar popup that shows the page; leaves tabs alone. */
  function closePanel(id: number): void {
    const browser = browsers().find(({ browserId }) => browserId === id);
    (browser?.closest('panel') as (Element & { hidePopup(): void }) | null | undefined)?.hidePopup();
  }

  const windowOf = (browser: BrowserElement) => browser.ownerDocument.defaultView as unknown as ChromeWindow;

  function contextOf({ browsingContext }: BrowserElement): BrowsingContext {
    if (!browsingContext) throw new Error('the page is closed');
    return browsingContext;
  }

  const actorOf = (browser: BrowserElement): Actor =>
    contextOf(browser).currentWindowGlobal.getActor('MarionetteCommands');

  const runIn = (browser: BrowserElement, script: string, words: unknown[]) =>
    actorOf(browser).executeScript(script, words, {
      sandboxName: 'system',
      newSandbox: true,
      timeout: 600_000,
      async: false,
    });

  const evaluateIn = (browser: BrowserElement, code: string) =>
    runIn(browser, `return (${evaluateInPageSource})(arguments[0])`, [code]);

  /** Resolves when the page has loaded, or is the same page at another fragment. */
  function load(browser: BrowserElement, url: string): Promise<void> {
    const { STATE_STOP, LOCATION_CHANGE_SAME_DOCUMENT, LOCATION_CHANGE_ERROR_PAGE } =
      Ci.nsIWebProgressListener;
    const { NOTIFY_STATE_WINDOW, NOTIFY_LOCATION } = Ci.nsIWebProgress;
    return new Promise((loaded, failed) => {
      const end = () => {
        browser.removeProgressListener(listener);
        listeners.delete(listener);
        // An error page keeps the address that it stands for.
        const shown = browser.documentURI?.spec ?? '';
        if (/^about:(neterror|certerror)/.test(shown)) failed(new Error(`${url} does not load: ${shown}`));
        else loaded();
      };
      const listener = {
        QueryInterface: ChromeUtils.generateQI(['nsIWebProgressListener', 'nsISupportsWeakReference']),
        onStateChange(progress: { isTopLevel: boolean }, _request: object, flags: number) {
          const address = browser.browsingContext?.currentURI.spec ?? '';
          if (progress.isTopLevel && flags & STATE_STOP && (address !== 'about:blank' || url === address))
            end();
        },
        onLocationChange(progress: { isTopLevel: boolean }, _request: object, _to: object, flags: number) {
          // An error page tells of no end.
          if (progress.isTopLevel && flags & (LOCATION_CHANGE_SAME_DOCUMENT | LOCATION_CHANGE_ERROR_PAGE))
            end();
        },
      };
      listeners.add(listener);
      browser.addProgressListener(listener, NOTIFY_STATE_WINDOW | NOTIFY_LOCATION);
      browser.fixupAndLoadURIString(url, {
        triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
      });
    });
  }

  async function focus(win: ChromeWindow): Promise<void> {
    if (Services.focus.activeWindow === win) return;
    const active = new Promise((resolve) => win.addEventListener('activate', resolve, { once: true }));
    win.focus();
    await active;
  }

  const reach = {
    find,
    actorOf: (id: number) => actorOf(find(id)),
    runIn: (id: number, body: string) => runIn(find(id), body, []),
  };

  return {
    ...input(reach),
    ...paper((id) => contextOf(find(id))),
    ...early(),

    pages: () => browsers().map(({ browserId, currentURI }) => ({ id: browserId, url: currentURI.spec })),

    async open(url: string): Promise<number> {
      const [win] = windows();
      if (!win) throw new Error('no window');
      await focus(win);
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      const tab = win.gBrowser.addTab('about:blank', { triggeringPrincipal });
      win.gBrowser.selectedTab = tab;
      await load(tab.linkedBrowser, url);
      tab.linkedBrowser.focus();
      return tab.linkedBrowser.browserId;
    },

    load: (id: number, url: string) => load(find(id), url),
    evaluate: (id: number, code: string) => evaluateIn(find(id), code),
    /** As `evaluate`, but outside the page's realm: nothing that the page replaced is touched. */
    look: (id: number, code: string) =>
      runIn(
        find(id),
        `const told = ({ name, message }) => JSON.stringify({ error: { name, message } });
        return (async () => JSON.stringify({ value: await (${code}) }))().catch(told);`,
        [],
      ),

    async show(id: number): Promise<void> {
      const browser = find(id);
      const win = windowOf(browser);
      const tab = win.gBrowser.getTabForBrowser(browser);
      if (tab) win.gBrowser.selectedTab = tab;
      await focus(win);
      browser.focus();
    },

    windowSince: (id: number) => windowOf(find(id)).performance.timeOrigin,

    frames: (id: number) =>
      (find(id).browsingContext?.children ?? []).map(
        ({ currentWindowGlobal }) => currentWindowGlobal.documentURI.spec,
      ),

    /** All of Firefox does, until it is made anew. */
    wear(theme: 'light' | 'dark'): void {
      Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', theme === 'dark' ? 0 : 1);
      Services.prefs.setIntPref('ui.prefersReducedMotion', 1);
    },

    close(id: number): void {
      const browser = browsers().find(({ browserId }) => browserId === id);
      if (!browser) return;
      const win = windowOf(browser);
      const { gBrowser } = win;
      const tab = gBrowser.getTabForBrowser(browser);
      if (!tab) closePanel(id);
      else if (gBrowser.tabs.length === 1) win.close();
      else gBrowser.removeTab(tab);
    },

    async picture(id: number): Promise<string> {
      const { browsingContext, ownerDocument } = find(id);
      const bitmap = await browsingContext?.currentWindowGlobal.drawSnapshot(null, 1, 'white');
      if (!bitmap) throw new Error('nothing to see');
      const canvas = ownerDocument.createElementNS(
        'http://www.w3.org/1999/xhtml',
        'canvas',
      ) as HTMLCanvasElement;
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      return canvas.toDataURL().replace(/^.*,/, '');
    },

    async endBackground(addon: string): Promise<void> {
      const extension = WebExtensionPolicy.getByID(addon)?.extension;
      await extension?.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      if (extension?.backgroundState !== 'stopped')
        throw new Error(`the background is ${extension?.backgroundState}`);
    },

    /** As it was before anything was installed or visited, with one empty tab. */
    async forget(addon: string): Promise<void> {
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs') as {
        AddonManager: { getAddonByID(id: string): Promise<Addon | null> };
      };
      await (await AddonManager.getAddonByID(addon))?.uninstall();
      const [first, ...others] = windows();
      for (const other of others) other.close();
      if (!first) throw new Error('no window');
      const { gBrowser } = first;
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      const empty = gBrowser.addTab('about:blank', { triggeringPrincipal });
      gBrowser.selectedTab = empty;
      for (const tab of [...gBrowser.tabs]) if (tab !== empty) gBrowser.removeTab(tab);
      await new Promise((resolve) =>
        Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, {
          onDataDeleted: () => resolve(undefined),
        }),
      );
      await focus(first);
    },

    inBackground(addon: string, code: string): Promise<string> {
      const views = [...(WebExtensionPolicy.getByID(addon)?.extension.views ?? [])];
      const background = views.find(({ viewType }) => viewType === 'background');
      if (!background) throw new Error('no background page runs');
      return evaluateIn(background.xulBrowser, code);
    },
  };
}

export type Inside = ReturnType<typeof inside>;
