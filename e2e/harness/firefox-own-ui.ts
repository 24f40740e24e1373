/**
 * What a person does in Firefox's own interface. Each function is sent to Firefox's main process as source text, and
 * may name nothing from outside but what is declared here.
 */

type Panel = Element & { readonly state: string; activateItem(item: Element): void; hidePopup(): void };
type Actor = { dispatchEvent(name: string, details: object): Promise<void> };
type BrowserElement = Element & {
  readonly browserId: number;
  readonly browsingContext: { readonly currentWindowGlobal: { getActor(name: string): Actor } };
};
type ChromeWindow = Window & {
  readonly KeyboardEvent: typeof KeyboardEvent;
  readonly gBrowser?: {
    readonly selectedBrowser: BrowserElement;
    readonly browsers: readonly BrowserElement[];
  };
};
type Input = {
  beginInputTransactionForTests(window: Window): boolean;
  keydown(event: KeyboardEvent): number;
  keyup(event: KeyboardEvent): boolean;
};

declare const Services: {
  readonly wm: {
    getMostRecentWindow(type: string): ChromeWindow;
  };
};
declare const Cc: {
  readonly '@mozilla.org/text-input-processor;1': { createInstance(kind: object): Input };
};
declare const Ci: { readonly nsITextInputProcessor: object };

/** Presses keys that the browser itself hears first, such as an add-on's shortcut: `['Alt', 'Shift', 'l']`. */
export function press(keys: readonly string[]): void {
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  const input = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
  if (!input.beginInputTransactionForTests(win)) throw new Error('Firefox takes no keys');
  const event = (key: string) => {
    const keyCode = key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0;
    return new win.KeyboardEvent('', { key, keyCode });
  };
  for (const key of keys) input.keydown(event(key));
  for (const key of [...keys].reverse()) input.keyup(event(key));
}

/** The id of the page in front. */
export function inFront(): number {
  const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  if (!gBrowser) throw new Error('no window');
  return gBrowser.selectedBrowser.browserId;
}

/** Opens the context menu at a place in the page in front, and chooses the add-on's item in it. */
export async function chooseFromMenu(place: { readonly x: number; readonly y: number }): Promise<void> {
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  const menu = win.document.getElementById('contentAreaContextMenu') as Panel | null;
  if (!menu || !win.gBrowser) throw new Error('no context menu');
  const shown = new Promise((resolve) => menu.addEventListener('popupshown', resolve, { once: true }));
  const { currentWindowGlobal } = win.gBrowser.selectedBrowser.browsingContext;
  const actor = currentWindowGlobal.getActor('MarionetteCommands');
  for (const type of ['mousedown', 'contextmenu', 'mouseup'])
    await actor.dispatchEvent('synthesizeMouseAtPoint', {
      ...place,
      eventData: { button: 2, buttons: 2, clickCount: 1, type },
    });
  await shown;
  const item = [...menu.querySelectorAll<HTMLElement>('menuitem')].find(
    ({ id, hidden }) => id.startsWith('latchkey') && !hidden,
  );
  if (item) menu.activateItem(item);
  else menu.hidePopup();
  if (!item) throw new Error('the menu has no such item');
}
