/**
 * A person's keyboard and mouse inside Firefox; sent there as source text, as firefox-inside.ts is, and may name
 * nothing from outside but what is declared here.
 */
import type { Size } from './browser';

type Actor = { dispatchEvent(name: string, details: object): Promise<void> };
type Input = {
  beginInputTransactionForTests(window: Window): boolean;
  keydown(event: KeyboardEvent): number;
  keyup(event: KeyboardEvent): boolean;
};
type ChromeWindow = Window & { readonly KeyboardEvent: typeof KeyboardEvent };
declare const Services: { readonly focus: { readonly activeWindow: Window | null } };
declare const Cc: {
  readonly '@mozilla.org/text-input-processor;1': { createInstance(kind: object): Input };
};
declare const Ci: { readonly nsITextInputProcessor: object };
declare const ChromeUtils: { importESModule(url: string): never };

/** How a page is reached by the number of its browser. */
type Reach = {
  find(id: number): Element;
  actorOf(id: number): Actor;
  /** Runs a function's body in the page, with privileges. */
  runIn(id: number, body: string): Promise<unknown>;
};

/** One change of one key; `again` is what a keyboard sends of a key that is held down. */
export type KeyStroke = { readonly key: string; readonly is: 'down' | 'again' | 'up' };

export function input({ find, actorOf, runIn }: Reach) {
  const { setTimeout: later } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs') as {
    setTimeout(run: () => void, after: number): number;
  };
  const windowOf = (id: number) => find(id).ownerDocument.defaultView as unknown as ChromeWindow;

  /** What keeps a key from reaching the page; null where it would. */
  async function obstacle(id: number): Promise<string | null> {
    const win = windowOf(id);
    if (Services.focus.activeWindow !== win) return 'no key reaches the page: its window is not in front';
    const focused = win.document.activeElement;
    if (focused !== find(id))
      return `no key reaches the page: the focus is in ${focused?.localName} ${focused?.id}`;
    // It fails where the page is just being replaced.
    const knows = await runIn(id, 'return document.hasFocus() && document.readyState === "complete"').catch(
      () => false,
    );
    return knows ? null : 'no key reaches the page: it is not ready';
  }

  /** Until nothing is in the way any more. */
  async function until(patience: number, obstacle: () => Promise<string | null>): Promise<void> {
    const end = Date.now() + patience;
    for (;;) {
      const why = await obstacle();
      if (!why) return;
      if (Date.now() > end) throw new Error(why);
      await new Promise<void>((resolve) => later(resolve, 20));
    }
  }

  return {
    /**
     * By the path of real ones: to the window in front, which passes them on to what has the focus. That has to be the
     * page first: a window that has just opened gives it the focus a moment later.
     */
    async keys(id: number, strokes: readonly KeyStroke[], patience: number): Promise<void> {
      await until(patience, () => obstacle(id));
      const win = windowOf(id);
      const processor = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
      if (!processor.beginInputTransactionForTests(win)) throw new Error('Firefox takes no keys');
      for (const { key, is } of strokes) {
        const keyCode = key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0;
        const event = new win.KeyboardEvent('', { key, keyCode, repeat: is === 'again' });
        if (is === 'up') processor.keyup(event);
        else processor.keydown(event);
      }
      // The page answers in turn: what was sent before has arrived. One that a key has closed never does.
      await runIn(id, 'return 0').catch(() => undefined);
    },

    /** As often as it is said, one right after the other. */
    async mouse(id: number, x: number, y: number, clicks: number): Promise<void> {
      const actor = actorOf(id);
      const move = { type: 'mousemove', button: 0, buttons: 0, clickCount: 0 };
      const at = (eventData: object) => actor.dispatchEvent('synthesizeMouseAtPoint', { x, y, eventData });
      await at(move);
      for (let clickCount = 1; clickCount <= clicks; clickCount += 1) {
        await at({ ...move, type: 'mousedown', buttons: 1, clickCount });
        await at({ ...move, type: 'mouseup', clickCount });
      }
    },

    /** By the size of its window. */
    async resize(id: number, { width, height }: Size, patience: number): Promise<void> {
      const browser = find(id);
      const win = windowOf(id);
      win.resizeBy(width - browser.clientWidth, height - browser.clientHeight);
      await until(patience, async () => {
        const [wide, high] = JSON.parse(
          String(await runIn(id, 'return JSON.stringify([innerWidth, innerHeight])')),
        );
        return wide === width && high === height
          ? null
          : `the page is ${wide} × ${high}, not ${width} × ${height}`;
      });
    },
  };
}
