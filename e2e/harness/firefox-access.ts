/**
 * How a person lets the add-on in and keeps it out. Each function is sent to Firefox's main process as source text,
 * and may name nothing from outside but what is declared here.
 */

type Notification = Element & { readonly button?: HTMLElement };
type ChromeWindow = Window & {
  readonly PopupNotifications: { readonly panel: Element };
  readonly gBrowser: {
    readonly selectedBrowser: Element & { readonly browserId: number };
    selectedTab: object;
    addTab(url: string, options: object): object;
    removeTab(tab: object): void;
  };
};
type Permissions = { readonly permissions: readonly string[]; readonly origins: readonly string[] };
type Extension = { readonly activePermissions: Permissions };
type PermissionStore = {
  readonly ExtensionPermissions: {
    add(id: string, what: Permissions, to?: Extension): Promise<void>;
    remove(id: string, what: Permissions, from: Extension): Promise<void>;
  };
};
type Addons = {
  readonly AddonManager: { getAddonByID(id: string): Promise<{ reload(): Promise<void> }> };
};
type WindowTracker = {
  readonly BrowserWindowTracker: {
    promiseOpenWindow(options: { private: boolean }): Promise<ChromeWindow>;
  };
};

declare const Services: {
  readonly wm: {
    getEnumerator(type: string): Iterable<ChromeWindow>;
    getMostRecentWindow(type: string): ChromeWindow;
  };
  readonly scriptSecurityManager: { getSystemPrincipal(): unknown };
};
declare const ChromeUtils: { importESModule(url: string): never };
declare const WebExtensionPolicy: { getByID(id: string): { readonly extension: Extension } };

/** Takes every site back that the add-on was let into. */
export async function withdrawSites(addon: string): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  ) as PermissionStore;
  const { extension } = WebExtensionPolicy.getByID(addon);
  const { origins } = extension.activePermissions;
  await ExtensionPermissions.remove(addon, { permissions: [], origins }, extension);
}

/** Says yes to what the add-on asks for. */
export async function agree(): Promise<void> {
  const button = (): HTMLElement | undefined => {
    for (const win of Services.wm.getEnumerator('navigator:browser')) {
      const asked = win.PopupNotifications.panel.firstElementChild as Notification | null;
      if (asked?.id.startsWith('addon-webext-permissions')) return asked.button;
    }
    return undefined;
  };
  const wait = (after: number) =>
    new Promise((resolve) => Services.wm.getMostRecentWindow('navigator:browser').setTimeout(resolve, after));
  for (let tries = 0; tries < 200 && !button(); tries++) await wait(50);
  // It takes no click at once, so that nobody agrees by accident; one that comes too early only prolongs that.
  for (let tries = 0; tries < 10 && button(); tries++) {
    await wait(800);
    button()?.click();
  }
}

/** Lets the add-on into private windows; it starts anew. */
export async function allowPrivate(addon: string): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  ) as PermissionStore;
  const { AddonManager } = ChromeUtils.importESModule(
    'resource://gre/modules/AddonManager.sys.mjs',
  ) as Addons;
  const permissions = ['internal:privateBrowsingAllowed'];
  await ExtensionPermissions.add(addon, { permissions, origins: [] });
  await (await AddonManager.getAddonByID(addon)).reload();
}

/** Opens a private window, in front, with one empty tab; that one's id. */
export async function openPrivate(): Promise<number> {
  const { BrowserWindowTracker } = ChromeUtils.importESModule(
    'resource:///modules/BrowserWindowTracker.sys.mjs',
  ) as WindowTracker;
  const { gBrowser } = await BrowserWindowTracker.promiseOpenWindow({ private: true });
  // The window's own page is still loading, and would be taken for what is to be loaded there.
  const first = gBrowser.selectedTab;
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  gBrowser.selectedTab = gBrowser.addTab('about:blank', { triggeringPrincipal });
  gBrowser.removeTab(first);
  return gBrowser.selectedBrowser.browserId;
}
