/**
 * What is done in a page before its own scripts; sent to Firefox's main process as source text, as firefox-inside.ts
 * is, and may name nothing from outside but what is declared here.
 */

type Page = Window & { readonly browsingContext: { readonly browserId: number } };
type Debuggee = { executeInGlobal(code: string): { readonly throw?: object } };
declare const ChromeUtils: { importESModule(url: string): never };
declare const Debugger: new () => { makeGlobalObjectReference(window: Window): Debuggee };
declare const Services: {
  readonly ppmm: { loadProcessScript(url: string, inLaterProcesses: boolean): void };
  readonly obs: { addObserver(observer: (subject: Document) => void, topic: string): void };
};

export function early() {
  /** Runs in each process that pages have. */
  function watch(id: number, code: string): void {
    const { addDebuggerToGlobal } = ChromeUtils.importESModule(
      'resource://gre/modules/jsdebugger.sys.mjs',
    ) as { addDebuggerToGlobal(global: object): void };
    // By then an extension's page has its API.
    Services.obs.addObserver((subject) => {
      const page = subject.defaultView as Page | null;
      if (page?.browsingContext?.browserId !== id || page !== page.top) return;
      if (!('Debugger' in globalThis)) addDebuggerToGlobal(globalThis);
      const fault = new Debugger().makeGlobalObjectReference(page).executeInGlobal(code).throw;
      if (fault) throw new Error('what was to run before the page failed');
    }, 'document-element-inserted');
  }

  return {
    /** Performs `code` in the realm of each page that is shown there from its next address on. */
    prepare(id: number, code: string): void {
      const script = `(${watch})(${id}, ${JSON.stringify(code)})`;
      Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(script)}`, true);
    },
  };
}
