type Debuggee = {
  executeInGlobal(code: string): { readonly return?: Held; readonly throw?: Held };
};
type Held = {
  readonly promiseState: 'pending' | 'fulfilled' | 'rejected';
  readonly promiseValue: Held;
  readonly promiseReason: Held | string;
  unsafeDereference(): object;
};

declare const Cu: { cloneInto(value: object, scope: object): object };
declare const ChromeUtils: { importESModule(url: string): never };
declare const Debugger: new () => { makeGlobalObjectReference(window: Window): Debuggee };

/** A page's answer to `evaluateInPage`. */
export type Evaluated =
  | { readonly value?: unknown }
  | { readonly error: { readonly name: string; readonly message: string } };

/**
 * Runs in a page's process, but with privileges: performs `code` in the page's own realm, past its CSP, and turns
 * what it resolves to into JSON.
 */
export async function evaluateInPage(code: string): Promise<string> {
  const { addDebuggerToGlobal } = ChromeUtils.importESModule('resource://gre/modules/jsdebugger.sys.mjs') as {
    addDebuggerToGlobal(global: object): void;
  };
  const { setTimeout: later } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs') as {
    setTimeout(run: () => void, after: number): number;
  };
  if (!('Debugger' in globalThis)) addDebuggerToGlobal(globalThis);
  const told = (error: unknown) => {
    const { name, message } = error as Error;
    return JSON.stringify({ error: { name: String(name), message: String(message ?? error) } });
  };
  const run = new Debugger()
    .makeGlobalObjectReference(window)
    .executeInGlobal(`(async () => ({ value: await (${code}) }))()`);
  const held = run.return;
  if (!held) return told(run.throw?.unsafeDereference() ?? 'ended');
  // Not by then(): the page may have changed that.
  while (held.promiseState === 'pending') await new Promise<void>((resolve) => later(resolve, 5));
  if (held.promiseState === 'fulfilled')
    // A copy in this realm: the page may have put a toJSON on its Object.prototype.
    return JSON.stringify(Cu.cloneInto(held.promiseValue.unsafeDereference(), globalThis));
  const reason = held.promiseReason;
  return told(typeof reason === 'object' ? reason.unsafeDereference() : reason);
}
