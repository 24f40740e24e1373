import { effect, signal } from '@preact/signals';
import { isLanguageTag, type LanguageTag } from '../words/languages';
import { browserWords, wordsIn } from '../words/load';
import type { PluralKey, TextKey } from '../words/words';

export type { PluralKey, TextKey } from '../words/words';

type Choice = 'auto' | LanguageTag;

/** The last choice, kept by the page itself so that its first frame is in the right language. Nothing secret. */
const KEY = 'language';
const words = signal(browserWords());
let chosen: Choice = 'auto';
let loading: Promise<void> = Promise.resolve();

/** A sentence in the person's language, as text. */
export function text(key: TextKey, ...values: readonly string[]): string {
  return words.value.text(key, ...values);
}

/** The sentence for that many; `$1` in it is the number. */
export function plural(base: PluralKey, count: number): string {
  return words.value.plural(base, count);
}

/** The language that the sentences are in, which need not be the browser's. */
export function locale(): LanguageTag {
  return words.value.tag;
}

/** Gives the page its language and direction, and begins to load the one that was chosen last. */
export function startLanguage(): void {
  effect(() => {
    document.documentElement.lang = words.value.tag;
    document.documentElement.dir = words.value.direction;
  });
  const kept = localStorage.getItem(KEY);
  // `auto` too: the browser's choice among our languages may not be the nearest.
  load(kept !== null && isLanguageTag(kept) ? kept : 'auto');
}

/** Follows the setting. */
export function followLanguage(choice: Choice): void {
  if (choice === chosen) return;
  localStorage.setItem(KEY, choice);
  load(choice);
}

/** Resolves once the sentences of the chosen language are here. */
export function languageReady(): Promise<void> {
  return loading;
}

function load(choice: Choice): void {
  chosen = choice;
  loading = wordsIn(choice).then(
    (loaded) => {
      if (choice === chosen) words.value = loaded;
    },
    (error: unknown) => console.error('Latchkey could not read its sentences', error),
  );
}
