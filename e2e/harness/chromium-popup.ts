import { writeFile } from 'node:fs/promises';
import type { CDPSession } from 'playwright';
import { type Place, type Tab, until } from './browser';
import { attach } from './chromium-target';

const PATIENCE = 10_000;

/** DevTools commands to one target. */
export type Send = <Result>(method: string, params?: object) => Promise<Result>;

const senders = new WeakMap<Tab, Send>();

/** The DevTools behind a toolbar popup; undefined for any other tab. */
export function popupSender(tab: Tab): Send | undefined {
  return senders.get(tab);
}

/**
 * The toolbar popup as a Tab. Playwright does not report it as a page, so it is driven over the browser's own
 * DevTools session, in which messages to a target are wrapped (Target.sendMessageToTarget).
 */
export async function popupTab(session: CDPSession, targetId: string): Promise<Tab> {
  const { send } = await attach(session, targetId);

  async function run<Result>(expression: string): Promise<Result> {
    const { result, exceptionDetails } = await send<{
      result: { value: Result };
      exceptionDetails?: { exception?: { description?: string }; text: string };
    }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  const evaluate: Tab['evaluate'] = (work, argument) => run(`(${work})(${JSON.stringify(argument) ?? ''})`);

  /** The middle of the first visible match, or null. */
  const middle = (selector: string): Promise<Place | null> =>
    evaluate((wanted) => {
      const seen = [...document.querySelectorAll(wanted)].find((element) => element.checkVisibility());
      seen?.scrollIntoView({ block: 'nearest' });
      const box = seen?.getBoundingClientRect();
      return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
    }, selector);

  async function waitFor(selector: string, state: 'visible' | 'gone' = 'visible', timeout = PATIENCE) {
    const is = async () => ((await middle(selector)) !== null) === (state === 'visible');
    await until(`${selector} (${state}) in the popup`, is, timeout);
  }

  async function clickAt(place: Place, clickCount = 1): Promise<void> {
    for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
      await send('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount });
  }

  async function click(selector: string): Promise<void> {
    await waitFor(`${selector}:not(:disabled)`);
    const place = await middle(selector);
    if (!place) throw new Error(`${selector} has left`);
    await clickAt(place);
  }

  const held = new Set<string>();
  async function hold(key: string): Promise<void> {
    const text = key === 'Enter' ? '\r' : undefined;
    await send('Input.dispatchKeyEvent', { type: 'keyDown', ...codes(key), text, autoRepeat: held.has(key) });
    held.add(key);
  }
  async function release(key: string): Promise<void> {
    held.delete(key);
    await send('Input.dispatchKeyEvent', { type: 'keyUp', ...codes(key) });
  }

  const tab: Tab = {
    url: () => run('location.href'),
    goto: async (url) => void (await send('Page.navigate', { url })),
    click,
    async press(key) {
      await hold(key);
      await release(key);
    },
    hold,
    release,
    async doubleClick(place) {
      await clickAt(place, 1);
      await clickAt(place, 2);
    },
    resize: () => Promise.reject(new Error('the toolbar popup has the size of its content')),
    async fill(selector, text) {
      await click(selector);
      await evaluate((wanted) => document.querySelector<HTMLInputElement>(wanted)?.select(), selector);
      await send('Input.insertText', { text });
    },
    choose: (selector, value) =>
      evaluate(
        ([wanted, chosen]) => {
          const select = document.querySelector<HTMLSelectElement>(wanted);
          if (!select) throw new Error(`no ${wanted}`);
          select.value = chosen;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        [selector, value] as const,
      ),
    waitFor,
    async text(selector) {
      await waitFor(selector);
      return evaluate((wanted) => document.querySelector<HTMLElement>(wanted)?.innerText ?? '', selector);
    },
    async attribute(selector, name) {
      await until(selector, () => evaluate((wanted) => document.querySelector(wanted) !== null, selector));
      return evaluate(([wanted, of]) => document.querySelector(wanted)?.getAttribute(of) ?? null, [
        selector,
        name,
      ] as const);
    },
    attributes: (selector, name) =>
      evaluate(
        ([wanted, of]) =>
          [...document.querySelectorAll(wanted)].map((element) => element.getAttribute(of) ?? ''),
        [selector, name] as const,
      ),
    evaluate,
    run,
    async prepare(work, argument) {
      const source = `(${work})(${JSON.stringify(argument) ?? ''})`;
      await send('Page.addScriptToEvaluateOnNewDocument', { source });
    },
    async wear(theme) {
      const features = [
        { name: 'prefers-color-scheme', value: theme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ];
      await send('Emulation.setEmulatedMedia', { features });
    },
    medium: (media) => send('Emulation.setEmulatedMedia', { media }),
    print: () => Promise.reject(new Error('nobody prints the toolbar popup')),
    frames: async () => [],
    async screenshot(path) {
      const { data } = await send<{ data: string }>('Page.captureScreenshot');
      await writeFile(path, Buffer.from(data, 'base64'));
    },
    windowSince: () => run('performance.timeOrigin'),
    show: async () => undefined,
    // It may have closed by itself, as a popup does that loses the focus.
    close: async () => {
      await session.send('Target.closeTarget', { targetId }).catch((error: unknown) => {
        if (!String(error).includes('No target')) throw error;
      });
    },
    async closed() {
      const { targetInfos } = await session.send('Target.getTargets');
      return !targetInfos.some((target) => target.targetId === targetId);
    },
  };
  senders.set(tab, send);
  return tab;
}

const codes = (key: string) => ({
  key,
  code: key,
  windowsVirtualKeyCode: { Enter: 13, Escape: 27, Tab: 9 }[key],
});
