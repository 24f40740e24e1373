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
  readonly gBrowser?: {
    readonly selectedBrowser: BrowserElement;
    readonly browsers: readonly BrowserElement[];
  };
};

declare const Services: {
  readonly wm: {
    getMostRecentWindow(type: string): ChromeWindow;
  };
};

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
