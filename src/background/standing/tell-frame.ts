import { browser } from '../../browser';
import type { FrameMessage } from '../../messages/bridge-background';
import type { StandingRequest } from './standing-request';

/**
 * Sends to the one document that the request came from. False where that is gone, or is kept in the back/forward
 * cache, or has given the request up.
 */
export async function tellFrame(
  { tabId, documentId }: StandingRequest,
  message: FrameMessage,
): Promise<boolean> {
  // The polyfill's types do not know documentId yet; both browsers do.
  const to = { documentId } as { frameId?: number };
  try {
    return (await browser.tabs.sendMessage(tabId, message, to)) === true;
  } catch {
    return false;
  }
}
