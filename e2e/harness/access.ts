import type { Tab } from './browser';

/** Where a person lets Latchkey in, and keeps it out: the browser's own settings and questions. */
export type Access = {
  /** Takes back every site. */
  withdrawSites(): Promise<void>;
  /** Gives them again, by the button in the toolbar popup where the browser's question can be answered. */
  giveSites(popup: Tab): Promise<void>;
  /** Lets Latchkey into private windows; it starts anew. */
  allowPrivate(): Promise<void>;
  /** Opens a page in a private window. */
  openPrivate(url: string): Promise<Tab>;
};
