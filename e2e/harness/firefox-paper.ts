/**
 * Printing inside Firefox; sent there as source text, as firefox-inside.ts is, and may name nothing from outside but
 * what is declared here.
 */
import type { Size } from './browser';

type BrowsingContext = { mediumOverride: string };
type Printing = {
  addDefaultSettings(settings: object): object;
  getPrintSettings(settings: object): object;
  printToBinaryString(context: BrowsingContext, settings: object): Promise<string>;
};
declare const ChromeUtils: { importESModule(url: string): never };

export function paper(contextOf: (id: number) => BrowsingContext) {
  return {
    /** Shows the page as it would be printed, or as it is again. */
    medium(id: number, medium: 'print' | 'screen'): void {
      contextOf(id).mediumOverride = medium === 'print' ? medium : '';
    },

    /** A PDF in base64. The paper's size is in centimetres, without margins but the page's own. */
    async print(id: number, page: Size): Promise<string> {
      const { print } = ChromeUtils.importESModule('chrome://remote/content/shared/PDF.sys.mjs') as {
        print: Printing;
      };
      const margin = { top: 0, right: 0, bottom: 0, left: 0 };
      const settings = print.getPrintSettings(print.addDefaultSettings({ page, margin }));
      const context = contextOf(id);
      const pdf = await print.printToBinaryString(context, settings);
      // A page that was printed is as on the screen again; it is told of what is new alone.
      const { mediumOverride } = context;
      context.mediumOverride = '';
      context.mediumOverride = mediumOverride;
      return btoa(pdf);
    },
  };
}
