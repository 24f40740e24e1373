import { browser, type Runtime } from '../browser';
import type { News, PROMPT_PORT, PromptNews, SURFACE_PORT } from '../messages/surface-background';

// The names are checked against the contract's types; importing its values would bring its schemas along.
const surfacePort: typeof SURFACE_PORT = 'surface';
const promptPort: typeof PROMPT_PORT = 'prompt:';

/** Soon enough for the background to take it as the same prompt. */
const AGAIN_AFTER = 100;

/**
 * Hears the news for as long as the page lives. `deaf` is called when none come any more, since nobody sees the page,
 * and `missed` when they come again and some may have been lost.
 */
export function hearNews(hear: (news: News) => void, missed: () => void, deaf: () => void): void {
  keepPort(surfacePort, (message) => hear(message as News), missed, deaf);
}

/** Says that this page shows that prompt, until `stop` is called; closing the page cancels the ceremony. */
export function holdPrompt(id: string, ended: (news: PromptNews) => void, missed: () => void): () => void {
  return keepPort(`${promptPort}${id}`, (message) => ended(message as PromptNews), missed);
}

/** A port that comes back when the worker dies, as soon as someone can see the page. */
function keepPort(
  name: string,
  hear: (message: unknown) => void,
  missed: () => void,
  deaf: () => void = () => undefined,
): () => void {
  let port: Runtime.Port | null = null;
  let stopped = false;

  function connect(): void {
    port = browser.runtime.connect({ name });
    port.onMessage.addListener(hear);
    port.onDisconnect.addListener(() => {
      port = null;
      setTimeout(reconnect, AGAIN_AFTER);
    });
  }

  // A page in the background must not keep waking the worker, which sleeps to save the person's battery.
  function reconnect(): void {
    if (stopped || port) return;
    if (document.visibilityState !== 'visible') {
      deaf();
      return;
    }
    try {
      connect();
    } catch {
      // The extension was updated or removed under the page.
      stopped = true;
      return;
    }
    missed();
  }

  connect();
  document.addEventListener('visibilitychange', reconnect);
  return () => {
    stopped = true;
    port?.disconnect();
  };
}
