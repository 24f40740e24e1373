/**
 * The one door to the extension APIs. The polyfill is finished software; should the browsers' own `browser`
 * replace it, this file alone changes.
 */
import browser from 'webextension-polyfill';

export type { Runtime, Tabs, Windows } from 'webextension-polyfill';
export { browser };
