import { browser } from '../../browser';
import { abortable, deferred } from '../deferred';

/** Whether a tab is one that somebody may be looking at, so that no hidden page brings up a prompt (D34). */
export type TabInFront = {
  now(tabId: number): Promise<boolean>;
  /** Resolves once it is; rejects with the signal's reason. */
  wait(tabId: number, signal: AbortSignal): Promise<void>;
};

/** In front of its window, which is not minimised. */
async function isInFront(tabId: number): Promise<boolean> {
  const { active, windowId } = await browser.tabs.get(tabId);
  if (!active || windowId === undefined) return false;
  return (await browser.windows.get(windowId)).state !== 'minimized';
}

export const tabInFront: TabInFront = {
  now: isInFront,

  async wait(tabId, signal) {
    const seen = deferred<void>();
    const look = () => {
      isInFront(tabId).then((is) => {
        if (is) seen.resolve();
      }, seen.reject);
    };
    browser.tabs.onActivated.addListener(look);
    browser.windows.onFocusChanged.addListener(look);
    look();
    try {
      await abortable(seen.promise, signal);
    } finally {
      browser.tabs.onActivated.removeListener(look);
      browser.windows.onFocusChanged.removeListener(look);
    }
  },
};
