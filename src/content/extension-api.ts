/**
 * The little of the extension API that the bridge needs, taken before the page has elements whose ids or names
 * could stand in for a missing global.
 */
type Event<Listener> = { addListener(listener: Listener): void };

export type ExtensionPort = {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: Event<(message: unknown) => void>;
  readonly onDisconnect: Event<() => void>;
};

type Runtime = {
  /** Gone once the extension was unloaded under a page that lives on. */
  readonly id?: string;
  readonly lastError?: unknown;
  connect(info: { readonly name: string }): ExtensionPort;
  readonly onMessage: Event<(message: unknown, sender: unknown, reply: (answer: unknown) => void) => void>;
};

type WithRuntime = { readonly runtime?: Runtime };

const { browser, chrome } = globalThis as { readonly browser?: WithRuntime; readonly chrome?: WithRuntime };

/** Read when it is needed: the browser makes it at the first look, which costs each frame as much as the rest here. */
function runtimeNow(): Runtime | undefined {
  return browser?.runtime ?? chrome?.runtime;
}

/** Null where the extension is gone. */
export function connect(name: string): ExtensionPort | null {
  try {
    const runtime = runtimeNow();
    return (runtime?.id && runtime.connect({ name })) || null;
  } catch {
    return null;
  }
}

/** Hears what the background sends to this document; `hear` says whether that concerned it. */
export function hearBackground(hear: (message: unknown) => boolean): void {
  runtimeNow()?.onMessage.addListener((message, _sender, reply) => {
    if (hear(message)) reply(true);
  });
}

/** Chromium reports a port's failure to the console unless it is looked at. */
export function forgetFailure(): void {
  void runtimeNow()?.lastError;
}
