import { browser } from '../browser';

/**
 * Whether this is the toolbar's popup: it takes its size from its content, and closes when it loses the focus. The
 * same page in a tab or window does neither.
 */
export function isToolbarPopup(): boolean {
  return browser.extension.getViews({ type: 'popup' }).includes(window);
}
