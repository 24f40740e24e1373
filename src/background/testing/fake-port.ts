import type { Runtime } from '../../browser';

type Listener = (message: unknown) => void;

export type FakePort = {
  /** The end that the code under test holds. */
  readonly port: Runtime.Port;
  /** What it sent. */
  readonly sent: unknown[];
  /** The other side sends. */
  readonly send: (message: unknown) => void;
  /** The other side goes away. */
  readonly leave: () => void;
  readonly isOpen: () => boolean;
};

/** One end of an extension port, as the browsers behave: posting into a closed port throws. */
export function fakePort(name: string): FakePort {
  const messages = new Set<Listener>();
  const closings = new Set<() => void>();
  const sent: unknown[] = [];
  let open = true;

  function event<F>(listeners: Set<F>) {
    return {
      addListener: (listener: F) => void listeners.add(listener),
      removeListener: (listener: F) => void listeners.delete(listener),
      hasListener: (listener: F) => listeners.has(listener),
      hasListeners: () => listeners.size > 0,
    };
  }

  const port = {
    name,
    disconnect: () => {
      open = false;
    },
    postMessage: (message: unknown) => {
      if (!open) throw new Error('Attempting to use a disconnected port object');
      sent.push(message);
    },
    onMessage: event(messages),
    onDisconnect: event(closings),
  } as unknown as Runtime.Port;

  return {
    port,
    sent,
    send: (message) => {
      for (const listener of messages) listener(message);
    },
    leave: () => {
      open = false;
      for (const listener of closings) listener();
    },
    isOpen: () => open,
  };
}
