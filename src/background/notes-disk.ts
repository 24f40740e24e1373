import { browser } from '../browser';
import type { NotesDisk } from './notes';

const KEY = 'inbox';

/** In storage.local: a browser that starts with a locked vault can note as well. */
export const notesDisk: NotesDisk = {
  get: async () => (await browser.storage.local.get(KEY))[KEY],
  set: (value) => browser.storage.local.set({ [KEY]: value }),
};
