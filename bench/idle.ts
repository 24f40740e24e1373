/**
 * What Latchkey does in pages that never ask for a passkey: script in each frame, and what that is of the time that
 * the page takes to load. Beside it, in the same run and in turns, the same pages without Latchkey. Fails where
 * such a page sends the background a message or keeps a listener beyond the handover.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright';
import type { Row, Setting } from './table';
import { median } from './table';

const ROUNDS = 12;
const FRAMES = 50;

type Visit = { readonly script: number; readonly load: number };

/** A page with many frames and no script; localhost has WebAuthn without a certificate. */
async function serve(): Promise<{ readonly url: string; close(): void }> {
  const frames = '<iframe src="/frame" loading="eager"></iframe>'.repeat(FRAMES);
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>idle</title>${request.url === '/frame' ? '<p>idle' : frames}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

function launch({ executable, extension }: Setting, withLatchkey: boolean): Promise<BrowserContext> {
  const load = [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  return chromium.launchPersistentContext('', {
    executablePath: executable,
    headless: true,
    args: withLatchkey ? load : [],
  });
}

/** Milliseconds of script in the page's process so far. */
async function scriptSoFar(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000;
}

async function visit(page: Page, session: CDPSession, url: string): Promise<Visit> {
  await page.goto('about:blank');
  const before = await scriptSoFar(session);
  const started = performance.now();
  await page.goto(url);
  const load = performance.now() - started;
  const after = await scriptSoFar(session);
  // A page in a new process counts from zero.
  return { script: after < before ? after : after - before, load };
}

/** Listeners on the window and the document that scripts of any world left there. */
async function listeners(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => void worlds.push(context.id));
  await session.send('Runtime.enable');
  worlds.length = 0;
  await page.goto(url);
  let count = 0;
  for (const contextId of worlds)
    for (const expression of ['window', 'document']) {
      const { result } = await session.send('Runtime.evaluate', { expression, contextId });
      if (!result.objectId) continue;
      const found = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
      count += found.listeners.length;
    }
  await session.detach();
  return count;
}

/** Counts, in the worker itself, what comes in from pages of the web. */
async function countMessages(context: BrowserContext): Promise<() => Promise<number>> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  await worker.evaluate(`{
    self.heard = 0;
    const hear = ({ url }) => { if (url.startsWith('http')) self.heard += 1; };
    chrome.runtime.onConnect.addListener((port) => hear(port.sender));
    chrome.runtime.onMessage.addListener((message, sender) => hear(sender));
  }`);
  return () => worker.evaluate('self.heard');
}

/** Medians over the rounds. */
export async function idle(setting: Setting): Promise<Row[]> {
  const site = await serve();
  const [latchkey, plain] = await Promise.all([launch(setting, true), launch(setting, false)]);
  try {
    const messages = await countMessages(latchkey);
    const sides = await Promise.all(
      [latchkey, plain].map(async (context) => {
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        await session.send('Performance.enable');
        return { page, session, visits: [] as Visit[] };
      }),
    );
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const { page, session, visits } of sides) {
        const one = await visit(page, session, site.url);
        // The first round warms both up.
        if (round > 0) visits.push(one);
      }
    const [ours, theirs] = sides;
    if (!ours || !theirs) throw new Error('two browsers were to be measured');
    const kept = (await listeners(ours.page, site.url)) - (await listeners(theirs.page, site.url));
    if (kept > 0) throw new Error(`${kept} listeners were left in a page that never asked`);
    const sent = await messages();
    if (sent > 0) throw new Error(`${sent} messages came from pages that never asked`);
    const of = (visits: readonly Visit[], what: keyof Visit) => median(visits.map((one) => one[what]));
    const perFrame = (visits: readonly Visit[]) => of(visits, 'script') / (FRAMES + 1);
    return [
      { what: 'script in one frame', ms: perFrame(ours.visits), native: null },
      {
        what: `page with ${FRAMES} frames, loaded`,
        ms: of(ours.visits, 'load'),
        native: of(theirs.visits, 'load'),
      },
    ];
  } finally {
    await Promise.all([latchkey.close(), plain.close()]);
    site.close();
  }
}
