/** Sent to Firefox's main process as source text; it may name nothing from outside but what is declared here. */

type Panel = Element & { readonly state: 'open' | 'showing' | 'hiding' | 'closed'; hidePopup(): void };

declare const Services: {
  readonly wm: { getEnumerator(type: string): Iterable<Window> };
};

/**
 * Closes the toolbar popups of every window, and the list of extensions around them: it stays where the popup in it
 * never showed, and no other popup opens before it is gone.
 */
export async function closePanels(): Promise<void> {
  for (const win of Services.wm.getEnumerator('navigator:browser'))
    for (const panel of win.document.querySelectorAll<Panel>(
      '#unified-extensions-panel, #customizationui-widget-panel',
    )) {
      const end = Date.now() + 3000;
      while (panel.state !== 'closed' && Date.now() < end) {
        panel.hidePopup();
        await new Promise((resolve) => win.setTimeout(resolve, 20));
      }
    }
}
