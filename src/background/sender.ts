import * as v from 'valibot';
import { browser, type Runtime } from '../browser';

/** What the browser itself says of the frame at the other end; the only source of an origin (D19). */
export type FrameSender = {
  readonly origin: string;
  readonly documentId: string;
  readonly frameId: number;
  readonly tabId: number;
  readonly windowId: number;
  /** The address in the tab's address bar, where the browser shows it to us. */
  readonly tabUrl: string | null;
  /** A private window. */
  readonly incognito: boolean;
};

const frameSender = v.object({
  id: v.string(),
  origin: v.string(),
  documentId: v.string(),
  frameId: v.number(),
  tab: v.object({
    id: v.number(),
    windowId: v.number(),
    url: v.optional(v.string()),
    incognito: v.boolean(),
  }),
});

/** Reads a content script's sender; null for anything that is not a frame of a tab. */
export function frameOf(sender: Runtime.MessageSender | undefined): FrameSender | null {
  const parsed = v.safeParse(frameSender, sender);
  if (!parsed.success || parsed.output.id !== browser.runtime.id || isSurface(sender)) return null;
  const { origin, documentId, frameId, tab } = parsed.output;
  const { id: tabId, windowId, url = null, incognito } = tab;
  return { origin, documentId, frameId, tabId, windowId, tabUrl: url, incognito };
}

/** Whether the sender is one of Latchkey's own pages. A content script carries its web page's address. */
export function isSurface(sender: Runtime.MessageSender | undefined): boolean {
  return sender?.id === browser.runtime.id && (sender.url ?? '').startsWith(browser.runtime.getURL(''));
}
