type Report = { readonly sourceName?: string; readonly errorMessage?: string };
declare const Services: { readonly console: { getMessageArray(): readonly object[] } };
declare const Ci: { readonly nsIScriptError: abstract new () => Report };

/** Runs in Firefox's main process: what Firefox reported of pages whose addresses begin so. */
export function reportsOf(base: string): string[] {
  return (
    Services.console
      .getMessageArray()
      .filter((message) => message instanceof Ci.nsIScriptError)
      .filter(({ sourceName }) => sourceName?.startsWith(base))
      .map(({ errorMessage }) => errorMessage ?? '')
      // A page that has closed hears no answer; that is no fault.
      .filter((message) => !message.includes('after context unloaded'))
  );
}
