/** Sent to Firefox's main process as source text; it may name nothing from outside but what is declared here. */

type Panel = Element & { readonly state: 'open' | 'showing' | 'hiding' | 'closed'; hidePopup(): void };
type ChromeWindow = Window & {
  readonly PopupNotifications?: { getNotification(id: string): { remove(): void } | null };
};

declare const Services: {
  readonly wm: { getEnumerator(type: string): Iterable<ChromeWindow> };
};

/**
 * Closes what keeps a toolbar popup from opening, in every window: another one; the list of extensions around it,
 * which stays where the popup in it never showed; and Firefox's own question for a touch, which stays for ever where
 * the native authenticator was touched before it was asked.
 */
export async function closePanels(): Promise<void> {
  for (const win of Services.wm.getEnumerator('navigator:browser')) {
    win.PopupNotifications?.getNotification('webauthn-prompt-presence')?.remove();
    for (const panel of win.document.querySelectorAll<Panel>(
      '#unified-extensions-panel, #customizationui-widget-panel, #notification-popup',
    )) {
      const end = Date.now() + 3000;
      while (panel.state !== 'closed' && Date.now() < end) {
        panel.hidePopup();
        await new Promise((resolve) => win.setTimeout(resolve, 20));
      }
    }
  }
}
