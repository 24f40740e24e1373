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
  {
    browser: 'firefox',
    title: 'an automatic upgrade',
    reason: 'Firefox refuses conditional create with another error where Latchkey leaves it the call',
  },
  {
    browser: 'firefox',
    title: 'a locked vault tells no site',
    reason:
      'hundreds of prompts, one after the other, are too much for its driver; the background is the same',
  },
  { browser: 'firefox', title: 'frames of another origin: policy', reason: POLICY },
  { browser: 'firefox', title: 'inner A of A in B in A is cross-origin', reason: POLICY },
  {
    browser: 'chromium',
    title: 'frames of another origin are left to the browser',
    reason:
      'Chromium tells a frame’s permissions policy; “frames of another origin: policy” shows what follows',
  },
  {
    browser: 'firefox',
    title: 'a site of which nothing is held stays dark',
    reason:
      'Firefox’s own passkey waits in the list of the page’s field, which automation cannot open; the journey ' +
      'needs it to answer at once',
  },
];
