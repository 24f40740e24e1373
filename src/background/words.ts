import { wordsIn } from '../words/load';
import type { Words } from '../words/words';
import type { SettingsStore } from './settings';

/** The sentences in the person's language, for what the background itself says: the toolbar's button and menus. */
export function backgroundWords(settings: Pick<SettingsStore, 'get'>): () => Promise<Words> {
  let kept: { readonly chosen: string; readonly words: Promise<Words> } | null = null;
  return async () => {
    const { language } = await settings.get();
    if (kept?.chosen !== language) kept = { chosen: language, words: wordsIn(language) };
    return kept.words;
  };
}
