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
    title: 'the screen or idle time locks',
    reason: 'nothing outside of Firefox makes it idle',
  },
  ...[
    'axe finds nothing',
    'what was meant for something else approves nothing',
    'no page can frame what is ours',
    'a name is text on one line',
  ].map(
    (title) =>
      ({
        browser: 'firefox',
        title,
        reason: 'looks closer than its driver can; the pages are the same bytes',
      }) as const,
  ),
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
  ...['frames of another origin', 'inner A of A in B in A'].map(
    (title) =>
      ({
        browser: 'firefox',
        title,
        reason:
          'Firefox tells no frame its permissions policy, so the browser has the calls of foreign frames',
      }) as const,
  ),
  {
    browser: 'firefox',
    title: 'a locked vault tells no site',
    reason:
      'hundreds of prompts, one after the other, are too much for its driver; the background is the same',
  },
];
