/**
 * A page whose first script, before anything else of the page, listens to whatever passes through it and notes
 * what an extension could leave behind.
 */

export type Watched = {
  /** Types of events that were dispatched or listened for by somebody else, and messages that came. */
  readonly heard: readonly string[];
  /** Ports that somebody else worked with. */
  readonly ports: number;
};

/** Runs in the page. */
function watch(): void {
  const heard: string[] = [];
  let ports = 0;
  const state = { own: true };
  const spy = (owner: object, name: string, note: (self: unknown, args: unknown[]) => void) => {
    const native = Reflect.get(owner, name);
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
      if (!state.own) note(this, args);
      return Reflect.apply(native, this, args);
    });
  };
  spy(EventTarget.prototype, 'dispatchEvent', (_, [event]) =>
    heard.push(`dispatch ${(event as Event).type}`),
  );
  spy(EventTarget.prototype, 'addEventListener', (_, [type]) => heard.push(`listen ${type}`));
  spy(MessagePort.prototype, 'postMessage', () => {
    ports += 1;
  });
  spy(window, 'postMessage', () => heard.push('postMessage'));
  for (const type of ['message', 'handover', 'latchkey', 'latchkey-request', 'latchkey-response', 'passkey'])
    addEventListener(type, ({ type }) => heard.push(type), true);
  Object.assign(window, { watched: (): Watched => ({ heard, ports }) });
  state.own = false;
}

export const watchingPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>watch</title><script>(${watch})()</script><body><p>Watching</p></body></html>`;
