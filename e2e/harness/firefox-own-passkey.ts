type Context = { readonly id: number };
type ChromeWindow = {
  readonly gBrowser: {
    readonly selectedBrowser: {
      readonly browsingContext: Context;
      readonly contentPrincipal: { readonly origin: string };
    };
  };
};
type Option = { readonly fillMessageData: { readonly selection: object } };
type Feature = {
  autocompleteItemsAsync(
    context: number,
    origin: string,
    scenario: undefined,
    isWebAuthn: true,
  ): Promise<Option[]>;
  promptForAuthenticator(browser: object, selection: object): Promise<void>;
};
declare const Services: { readonly wm: { getMostRecentWindow(type: string): ChromeWindow } };
declare const ChromeUtils: { importESModule(url: string): never };

/**
 * Runs in Firefox's main process: takes the first passkey of Firefox's own that a field of the page in front offers for
 * a get() that waits. A window without a display does not open the list, so this does what the list does. False where
 * there is none yet.
 */
export async function takeOwnPasskey(): Promise<boolean> {
  const { WebAuthnFeature } = ChromeUtils.importESModule(
    'resource://gre/modules/WebAuthnFeature.sys.mjs',
  ) as {
    WebAuthnFeature: Feature;
  };
  const { selectedBrowser } = Services.wm.getMostRecentWindow('navigator:browser').gBrowser;
  const { browsingContext, contentPrincipal } = selectedBrowser;
  const [first, another] = await WebAuthnFeature.autocompleteItemsAsync(
    browsingContext.id,
    contentPrincipal.origin,
    undefined,
    true,
  );
  // The last one stands for passkeys that are not known by name.
  if (!first || !another) return false;
  await WebAuthnFeature.promptForAuthenticator(selectedBrowser, first.fillMessageData.selection);
  return true;
}
