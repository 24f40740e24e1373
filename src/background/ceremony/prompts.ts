import type { Runtime } from '../../browser';
import { PROMPT_PORT, type PromptNews } from '../../messages/surface-background';
import { logFailure } from '../log';
import type { Ceremony } from './ceremony';
import type { CeremonyRecord } from './record';
import type { Surface, Surfaces } from './surfaces';

/** How long a surface may take to show the prompt, and a prompt that lost its worker to come back; ms. */
const SHOWN_WITHIN = 3000;
/** A surface that reconnects (reload of a popup, restart of the worker) is no cancel if it is quick; ms. */
const GRACE = 250;

export type Prompts = {
  /** Shows the ceremony's prompt, or takes over the one that a former worker opened. */
  open(ceremony: Ceremony): Promise<void>;
  /** Moves it from the toolbar's popup, which closes when the system asks for face or finger, to a window. */
  toWindow(ceremony: Ceremony): Promise<void>;
  /** Brings it to the front where it stands in a window of its own; whether it does. */
  toFront(ceremony: Ceremony): Promise<boolean>;
  /** A surface shows a prompt; called by the router for every port named PROMPT_PORT + id. */
  join(port: Runtime.Port): void;
  /** Tells the surface how it ended; resolves when the surface is gone. */
  end(record: CeremonyRecord, ended: PromptNews['ended']): Promise<void>;
};

export type PromptPorts = {
  readonly surfaces: Surfaces;
  /** The person closed the prompt: a cancel. */
  readonly closed: (ceremonyId: string) => void;
  /** Where the prompt stands must be known to the next worker. */
  readonly placed: (ceremony: Ceremony, surface: Surface) => Promise<void>;
  /** Open pages of ours may show the prompt by themselves. */
  readonly announce: () => void;
};

export function prompts({ surfaces, closed, placed, announce }: PromptPorts): Prompts {
  const shown = new Map<string, Set<Runtime.Port>>();
  const waiting = new Map<string, () => void>();
  const leaving = new Map<string, () => void>();
  /** Opened by this worker and not ended. */
  const open = new Set<string>();
  /** On their way to another surface; leaving the first one is no cancel. */
  const moving = new Set<string>();

  function isShown(id: string): boolean {
    return (shown.get(id)?.size ?? 0) > 0;
  }

  function untilShown(id: string): Promise<boolean> {
    return isShown(id) ? Promise.resolve(true) : untilJoined(id);
  }

  function untilJoined(id: string): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(false), SHOWN_WITHIN);
      const done = (is: boolean) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(is);
      };
      waiting.set(id, () => done(true));
    });
  }

  function left(id: string): void {
    if (isShown(id)) return;
    leaving.get(id)?.();
    setTimeout(() => {
      if (!isShown(id) && !moving.has(id)) closed(id);
    }, GRACE);
  }

  return {
    async open(ceremony) {
      const { id, surface, windowId } = ceremony.record;
      announce();
      open.add(id);
      if (isShown(id)) return;
      if (surface) {
        // Opened by a worker that died since: its page comes back by itself, or the person closed it meanwhile.
        if (!(await untilShown(id))) closed(id);
        return;
      }
      for await (const opened of surfaces.open(id, windowId)) {
        await placed(ceremony, opened);
        if (await untilShown(id)) return;
        await surfaces.close(opened);
      }
      throw new Error('no surface could be opened');
    },

    async toWindow(ceremony) {
      const { id, surface, windowId } = ceremony.record;
      if (surface?.kind === 'window' || moving.has(id)) return;
      moving.add(id);
      try {
        const joined = untilJoined(id);
        await placed(ceremony, await surfaces.openWindow(id, windowId));
        await joined;
      } finally {
        moving.delete(id);
        left(id);
      }
    },

    async toFront({ record: { id, surface } }) {
      return surface !== null && isShown(id) && surfaces.toFront(surface);
    },

    join(port) {
      const id = port.name.slice(PROMPT_PORT.length);
      const ports = shown.get(id) ?? new Set();
      shown.set(id, ports.add(port));
      waiting.get(id)?.();
      port.onDisconnect.addListener(() => {
        ports.delete(port);
        if (ports.size === 0) shown.delete(id);
        left(id);
      });
    },

    async end({ id, surface, windowId }, ended) {
      announce();
      open.delete(id);
      const ports = shown.get(id);
      if (ports) {
        const gone = new Promise<void>((resolve) => leaving.set(id, resolve));
        for (const port of ports) port.postMessage({ ended } satisfies PromptNews);
        await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, SHOWN_WITHIN))]);
        leaving.delete(id);
      }
      try {
        const wasOpen = surface !== null && (await surfaces.close(surface));
        // One that left long ago has nothing to give back, and the next prompt keeps what it has.
        if (surface?.kind === 'window' && (ports || wasOpen) && open.size === 0)
          await surfaces.leaveTo(windowId);
      } catch (error) {
        logFailure('closing a prompt', error);
      }
    },
  };
}
