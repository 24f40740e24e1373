import type { Runtime } from '../browser';
import type { News } from '../messages/surface-background';

/** Tells every open page of ours what changed, so that each follows at once. */
export type Newsroom = {
  join(port: Runtime.Port): void;
  tell(news: News): void;
};

export function newsroom(): Newsroom {
  const ports = new Set<Runtime.Port>();
  return {
    join(port) {
      ports.add(port);
      port.onDisconnect.addListener(() => ports.delete(port));
    },
    tell(news) {
      for (const port of ports) port.postMessage(news);
    },
  };
}
