import type { Browser } from './harness/browser';

/** A journey that does not run in one browser; the table at the end of `npm test` prints the reason. */
export type Exception = {
  readonly browser: Browser['name'];
  /** Of the journey, or its beginning. */
  readonly title: string;
  readonly reason: string;
};

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
    title: 'create() in frames of another origin: policy',
    reason:
      'Firefox tells no extension whether such a frame may create(), so the call is the browser’s own; ' +
      '“create() in frames of another origin is left to the browser” shows that',
  },
  {
    browser: 'chromium',
    title: 'create() in frames of another origin is left to the browser',
    reason:
      'Chromium tells a frame’s permissions policy; “create() in frames of another origin: policy” shows what follows',
  },
];
