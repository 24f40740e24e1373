import type { Browser } from './harness/browser';

/** A journey that does not run in one browser; the table at the end of `npm test` prints the reason. */
export type Exception = {
  readonly browser: Browser['name'];
  /** Of the journey, or its beginning. */
  readonly title: string;
  readonly reason: string;
};

export const EXCEPTIONS: readonly Exception[] = [];
