/**
 * What Firefox's idle service tells an add-on. No driver makes a Firefox without a display idle, so the add-on's own
 * observer, which Firefox keeps for it (toolkit/components/extensions/parent/ext-idle.js), is told directly. Sent to
 * Firefox's main process as source text, as firefox-inside.ts is.
 */

type Observer = { observe(subject: null, topic: 'idle' | 'active'): void };
type Extensions = { readonly ExtensionParent: { readonly apiManager: { readonly global: object } } };
declare const ChromeUtils: { importESModule(url: string): never };
type Known = WeakMap<object, { readonly observer: Observer | null }>;
declare const Cu: {
  evalInSandbox(code: string, sandbox: object, version: 'latest', file: string): Known;
};
declare const WebExtensionPolicy: { getByID(id: string): { readonly extension: object } | null };

/** As if nobody had touched the machine for as long as the add-on asked to be told of, and then somebody did. */
export function beIdle(addon: string): void {
  const { ExtensionParent } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  ) as Extensions;
  const extension = WebExtensionPolicy.getByID(addon)?.extension;
  // Firefox evaluates nothing for itself that has no file of its own to name.
  const file = 'chrome://extensions/content/parent/ext-idle.js';
  const known = Cu.evalInSandbox('idleObserversMap', ExtensionParent.apiManager.global, 'latest', file);
  const observer = extension && known.get(extension)?.observer;
  if (!observer) throw new Error('the add-on does not listen');
  observer.observe(null, 'idle');
  observer.observe(null, 'active');
}
