import { browser } from '../../browser';
import type { Settings } from '../../messages/surface-background';
import { logFailure } from '../log';
import { type Bounds, placeOver } from './placement';

/** Where a prompt was opened; what is needed to close it again. */
export type Surface = { kind: 'popup' } | { kind: 'window'; windowId: number };

export type Surfaces = {
  /** Opens surfaces one after the other, best first, until the caller is content. */
  open(ceremonyId: string, windowId: number): AsyncGenerator<Surface>;
  /** A window of the prompt's own, which asks for face or finger at once. */
  openWindow(ceremonyId: string, windowId: number): Promise<Surface>;
  /** Brings a surface before all others; false where it is no window, or gone. */
  toFront(surface: Surface): Promise<boolean>;
  /** Closes a surface; one that is gone already is fine. Whether it was there. */
  close(surface: Surface): Promise<boolean>;
  /** Gives the focus back to the window that asked. */
  leaveTo(windowId: number): Promise<void>;
};

/** The prompt's own window, in CSS pixels, frame included. */
const WIDTH = 420;
const HEIGHT = 620;

export function surfaces(settings: () => Promise<Settings>): Surfaces {
  return {
    async *open(ceremonyId, windowId) {
      const where = (await settings())['prompt-surface'];
      if (where !== 'window' && (await openPopup(windowId))) yield { kind: 'popup' };
      yield { kind: 'window', windowId: await openWindow({ ceremony: ceremonyId }, windowId) };
    },

    async openWindow(ceremonyId, windowId) {
      const query = { ceremony: ceremonyId, verify: 'platform' };
      return { kind: 'window', windowId: await openWindow(query, windowId) };
    },

    async toFront(surface) {
      if (surface.kind !== 'window') return false;
      return browser.windows.update(surface.windowId, { focused: true, drawAttention: true }).then(
        () => true,
        () => false,
      );
    },

    async close(surface) {
      if (surface.kind !== 'window') return false;
      return browser.windows.remove(surface.windowId).then(
        () => true,
        () => false,
      );
    },

    async leaveTo(windowId) {
      // It may be gone as well.
      await browser.windows.update(windowId, { focused: true }).catch(() => undefined);
    },
  };
}

/** The toolbar popup: anchored to the browser's own frame, so no page can imitate its place. */
async function openPopup(windowId: number): Promise<boolean> {
  try {
    await browser.action.openPopup({ windowId });
    return true;
  } catch (error) {
    // No focused browser window, a popup that is open already, or a browser without openPopup.
    logFailure('opening the toolbar popup', error);
    return false;
  }
}

/** A small window of its own, placed on the browser window that asked so that it is on the right screen. */
async function openWindow(query: Record<string, string>, windowId: number): Promise<number> {
  const asker = await browser.windows.get(windowId);
  const url = browser.runtime.getURL(`popup/prompt.html?${new URLSearchParams(query)}`);
  const size = { type: 'popup', url, width: WIDTH, height: HEIGHT, focused: true } as const;
  const { left, top, width, height, state } = asker;
  const isPlaced = [left, top, width, height].every((each) => each !== undefined) && state !== 'minimized';
  const place = isPlaced ? placeOver({ left, top, width, height } as Bounds, size) : {};
  // Bounds that lie too far off screen are refused; then the browser chooses.
  const opened = await browser.windows
    .create({ ...size, ...place })
    .catch(() => browser.windows.create(size));
  if (opened.id === undefined) throw new Error('window without id');
  return opened.id;
}
