import { browser } from '../../browser';

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Where a window moves to be on its screen as a whole, its top before its bottom; null if it is. */
export function ontoScreen(box: Box, screen: Box): Pick<Box, 'left' | 'top'> | null {
  const within = (at: number, size: number, from: number, room: number) =>
    Math.max(from, Math.min(at, from + room - size));
  const left = within(box.left, box.width, screen.left, screen.width);
  const top = within(box.top, box.height, screen.top, screen.height);
  return left === box.left && top === box.top ? null : { left, top };
}

/** Chromium's, which knows where a screen among several begins. */
type PlacedScreen = Screen & { readonly availLeft?: number; readonly availTop?: number };

/**
 * The background places a prompt over the window that asks, which may itself reach beyond its screen; only a page can
 * see that screen.
 */
export async function moveOntoScreen(): Promise<void> {
  const { availLeft: left = 0, availTop: top = 0, availWidth, availHeight }: PlacedScreen = window.screen;
  const box = { left: window.screenX, top: window.screenY, width: outerWidth, height: outerHeight };
  const place = ontoScreen(box, { left, top, width: availWidth, height: availHeight });
  if (!place) return;
  try {
    const { id } = await browser.windows.getCurrent();
    if (id !== undefined) await browser.windows.update(id, place);
  } catch (error) {
    // One that cannot be moved asks all the same.
    console.warn('Latchkey could not move its window', error);
  }
}
