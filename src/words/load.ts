import { browser } from '../browser';
import { type LanguageTag, languageFor, languageOf } from './languages';
import { fill, type Words, wordsFrom } from './words';

type Messages = Readonly<Record<string, { readonly message: string }>>;

/** The sentences in the language that the browser itself chose among ours; at hand without waiting. */
export function browserWords(): Words {
  const { tag } = languageOf(browser.i18n.getMessage('locale'));
  return wordsFrom(tag, (key, values) => browser.i18n.getMessage(key, [...values]));
}

/** The sentences in the language that the person chose. Another than the browser's is read from its file. */
export async function wordsIn(chosen: 'auto' | LanguageTag): Promise<Words> {
  const browsers = browserWords();
  const tag = languageFor(chosen, browser.i18n.getUILanguage());
  if (tag === browsers.tag) return browsers;
  const file = await fetch(browser.runtime.getURL(`_locales/${languageOf(tag).folder}/messages.json`));
  const messages: Messages = await file.json();
  return wordsFrom(tag, (key, values) => {
    const sentence = messages[key]?.message;
    return sentence === undefined ? browser.i18n.getMessage(key, [...values]) : fill(sentence, values);
  });
}
