import { browser } from '../../browser';

/** Resolves once the tab is in front of its window, so that no hidden page brings up a prompt (D34). */
export async function tabInFront(tabId: number, signal: AbortSignal): Promise<void> {
  if ((await browser.tabs.get(tabId)).active) return;
  await new Promise<void>((resolve, reject) => {
    const activated = (info: { tabId: number }) => {
      if (info.tabId !== tabId) return;
      stop();
      resolve();
    };
    const aborted = () => {
      stop();
      reject(signal.reason);
    };
    const stop = () => {
      browser.tabs.onActivated.removeListener(activated);
      signal.removeEventListener('abort', aborted);
    };
    browser.tabs.onActivated.addListener(activated);
    signal.addEventListener('abort', aborted, { once: true });
  });
}
