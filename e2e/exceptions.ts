import type { Browser } from './harness/browser';

/** A journey that does not run in one browser; the table at the end of `npm test` prints the reason. */
export type Exception = {
  readonly browser: Browser['name'];
  /** Of the journey, or its beginning. */
  readonly title: string;
  readonly reason: string;
};

export const EXCEPTIONS: readonly Exception[] = [
  ...[
    'nothing of a passkey lies in the profile in clear',
    'a deleted passkey is not offered again',
    'time that runs out closes the prompt',
    'another device: the browser’s own authenticator takes the call',
    'the prompt opens in the toolbar popup',
    'the background dies 10 ms after consent',
    'the background dies 30 ms after consent',
  ].map((title) => ({ browser: 'firefox', title, reason: 'does not pass yet' }) as const),
];
