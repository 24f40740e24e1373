import { browser } from '../../browser';
import type { FrameMessage } from '../../messages/bridge-background';
import type { StandingEntry } from './standing-request';

/** Sends to the request's document; false where that is gone or does not know it. */
export type TellFrame = (request: StandingEntry, message: FrameMessage) => Promise<boolean>;

/**
 * Sends to the one document that the request came from. False where that is gone, or is kept in the back/forward
 * cache, or has given the request up.
 */
export const tellFrame: TellFrame = async ({ tabId, documentId }, message) => {
  // The polyfill's types do not know documentId yet; both browsers do.
  const to = { documentId } as { frameId?: number };
  try {
    return (await browser.tabs.sendMessage(tabId, message, to)) === true;
  } catch {
    return false;
  }
};
