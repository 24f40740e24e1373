import type { Browser } from './harness/browser';

/** A journey that does not run in one browser; the table at the end of `npm test` prints the reason. */
export type Exception = {
  readonly browser: Browser['name'];
  /** Of the journey, or its beginning. */
  readonly title: string;
  readonly reason: string;
};

const POLICY =
  'Firefox tells no extension a frame’s permissions policy, so these calls are the browser’s own; ' +
  '“frames of another origin are left to the browser” shows that';

export const EXCEPTIONS: readonly Exception[] = [
  {
    browser: 'firefox',
    title: 'the screen locks',
    reason: 'Firefox tells no extension of a locked screen; its settings say so',
  },
  {
    browser: 'firefox',
    title: 'immediate: a passkey here',
    reason: 'Firefox has no uiMode, so it means nothing there',
  },
  {
    browser: 'firefox',
    title: 'what a site signals',
    reason: 'Firefox has no signal methods, and Latchkey adds none',
  },
  { browser: 'firefox', title: 'frames of another origin: policy', reason: POLICY },
  { browser: 'firefox', title: 'inner A of A in B in A is cross-origin', reason: POLICY },
  {
    browser: 'chromium',
    title: 'frames of another origin are left to the browser',
    reason:
      'Chromium tells a frame’s permissions policy; “frames of another origin: policy” shows what follows',
  },
];
