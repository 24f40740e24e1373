import { browser } from '../browser';

/** For the few words and options that differ; all other code is one for all browsers. */
export const isFirefox = browser.runtime.getURL('').startsWith('moz-');
