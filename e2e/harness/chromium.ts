import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright';
import { type Browser, type LaunchOptions, type Tab, until } from './browser';
import { chromiumAccess } from './chromium-access';
import { pageOf, pageTab } from './chromium-page';
import { popupTab } from './chromium-popup';
import { attach } from './chromium-target';

/** Chromium by Playwright: plain headless, extension from the command line, sandbox off as root needs it. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const id = extensionId(options.extension);
  const base = `chrome-extension://${id}/`;
  let context: BrowserContext;
  let session: CDPSession;
  const popups = new Map<string, Promise<Tab>>();
  const downloads: Promise<string>[] = [];
  const reports: string[] = [];

  async function start(): Promise<void> {
    context = await chromium.launchPersistentContext(options.profile, {
      executablePath: options.executable,
      headless: options.headless,
      viewport: null,
      colorScheme: options.colorScheme ?? null,
      args: [
        // Without the first, Playwright's own --disable-extensions wins over the second.
        `--disable-extensions-except=${options.extension}`,
        `--load-extension=${options.extension}`,
        '--disable-quic',
        '--disable-background-networking',
        ...(options.pin
          ? [
              `--host-resolver-rules=${resolverRules(options.port)}`,
              `--ignore-certificate-errors-spki-list=${options.pin}`,
            ]
          : []),
      ],
    });
    const follow = (page: Page) => page.on('download', (download) => downloads.push(download.path()));
    context.pages().forEach(follow);
    context.on('page', follow);
    context.on('console', (message) => {
      if (message.page()?.url().startsWith(base)) reports.push(message.text());
    });
    const browser = context.browser();
    if (!browser) throw new Error('Chromium gives no session of the whole browser');
    session = await browser.newBrowserCDPSession();
    if (!context.serviceWorkers().some((worker) => worker.url().startsWith(base)))
      await context.waitForEvent('serviceworker');
  }

  /** Toolbar popups are targets that Playwright does not show as pages. */
  async function popupTargets(part: string): Promise<string[]> {
    const { targetInfos } = await session.send('Target.getTargets');
    const unknown = targetInfos.filter(({ attached, targetId }) => !attached || popups.has(targetId));
    const found = unknown.filter(
      ({ type, url }) => type === 'page' && url.startsWith(base) && url.includes(part),
    );
    return found.map(({ targetId }) => targetId);
  }

  /** Runs a script in the worker, which must be running: one that was stopped never answers. */
  async function inWorker(script: string): Promise<void> {
    const running = context.serviceWorkers().find((open) => open.url().startsWith(base));
    if (!running) throw new Error('no worker runs');
    await running.evaluate(script);
  }

  async function look(part: string): Promise<Tab | null> {
    const page = context.pages().findLast((open) => open.url().includes(part));
    if (page) return pageTab(page);
    const target = (await popupTargets(part)).at(-1);
    if (target === undefined) return null;
    const tab = popups.get(target) ?? popupTab(session, target);
    popups.set(target, tab);
    return tab;
  }

  async function find(part: string, timeout?: number): Promise<Tab> {
    let tab: Tab | null = null;
    await until(
      `a page at ${part}`,
      async () => {
        tab = await look(part);
        return tab !== null;
      },
      timeout,
    );
    if (!tab) throw new Error(`no page at ${part}`);
    return tab;
  }

  await start();
  return {
    name: 'chromium',
    profile: options.profile,
    extensionUrl: (path) => base + path,
    find,
    pages: async () => context.pages().map(pageTab),
    count: async (part) =>
      context.pages().filter((page) => page.url().includes(part)).length + (await popupTargets(part)).length,

    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return pageTab(page);
    },

    async openToolbarPopup() {
      // A window without a toolbar, such as a prompt's, may have been the last one with the focus.
      await inWorker(`(async () => {
        const [tab] = (await chrome.tabs.query({ active: true, windowType: 'normal' }))
          .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
        await chrome.windows.update(tab.windowId, { focused: true });
        await chrome.action.openPopup({ windowId: tab.windowId });
      })()`);
      return find('popup/popup.html');
    },

    async addNativeAuthenticator(tab) {
      const page = await context.newCDPSession(pageOf(tab));
      await page.send('WebAuthn.enable');
      const { authenticatorId } = await page.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          ctap2Version: 'ctap2_1',
          hasPrf: true,
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      });
      return {
        credentials: async () =>
          (await page.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
        // Its tab has no other.
        atHand: async () => undefined,
      };
    },

    reports: async () => reports,

    // Its virtual authenticator answers at once.
    takeOwnPasskey: async () => undefined,

    downloads: () => Promise.all(downloads),

    async killBackground() {
      const [page] = context.pages();
      if (!page) throw new Error('no page to stop the worker from');
      const workers = await context.newCDPSession(page);
      // The worker's target keeps its id when it starts again at once, so its versions tell.
      const stopped = new Promise<void>((resolve) =>
        workers.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          const ours = versions.filter(({ scriptURL }) => scriptURL.startsWith(base));
          if (ours.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
        }),
      );
      await workers.send('ServiceWorker.enable');
      await workers.send('ServiceWorker.stopAllWorkers');
      await stopped;
      await workers.detach();
    },

    async backgroundHeap() {
      const { targetInfos } = await session.send('Target.getTargets');
      const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(base));
      if (!worker) throw new Error('no worker runs');
      const target = await attach(session, worker.targetId);
      await target.send('HeapProfiler.collectGarbage');
      const { usedSize } = await target.send<{ usedSize: number }>('Runtime.getHeapUsage');
      await target.detach();
      return usedSize;
    },

    // Chromium's event objects can be dispatched from within; nothing else makes a headless browser idle.
    tellIdle: (state) => inWorker(`chrome.idle.onStateChanged.dispatch('${state}')`),

    choose: (way, name) =>
      inWorker(`(async () => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        ${
          way === 'command'
            ? `chrome.commands.onCommand.dispatch('${name}', tab);`
            : `chrome.contextMenus.onClicked.dispatch({ menuItemId: '${name}', editable: true, frameId: 0 }, tab);`
        }
      })()`),

    hurryBackground: () =>
      inWorker(`{
        const set = setTimeout;
        self.setTimeout = (run, after, ...rest) => set(run, after < 60_000 ? after : 1000, ...rest);
      }`),

    access: chromiumAccess(() => context, id, inWorker),

    async restart() {
      await context.close();
      await start();
    },

    close: () => context.close(),
  };
}

/** All of `*.test` is this machine, with the port that an address names; without one, and `*.example`, that port. */
function resolverRules(port: number | undefined): string {
  const rules = ['MAP *.test 127.0.0.1'];
  // The first that fits counts.
  if (port) rules.unshift(`MAP *.test:443 127.0.0.1:${port}`, `MAP *.example 127.0.0.1:${port}`);
  return rules.join(', ');
}

/** Chromium's id of an unpacked extension: the key's hash, its hex digits written as letters a to p. */
function extensionId(folder: string): string {
  const { key } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const hex = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return hex.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
