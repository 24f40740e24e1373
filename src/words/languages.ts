/** The languages that Latchkey speaks: the one list of them. Each has its file `_locales/FOLDER/messages.json`. */
export const LANGUAGES = [
  { tag: 'en', folder: 'en', name: 'English', direction: 'ltr' },
  { tag: 'de', folder: 'de', name: 'Deutsch', direction: 'ltr' },
  { tag: 'es', folder: 'es', name: 'Español', direction: 'ltr' },
  { tag: 'fr', folder: 'fr', name: 'Français', direction: 'ltr' },
  { tag: 'pt-BR', folder: 'pt_BR', name: 'Português (Brasil)', direction: 'ltr' },
  { tag: 'ar', folder: 'ar', name: 'العربية', direction: 'rtl' },
  { tag: 'zh-CN', folder: 'zh_CN', name: '简体中文', direction: 'ltr' },
  { tag: 'ja', folder: 'ja', name: '日本語', direction: 'ltr' },
] as const satisfies readonly Language[];

type Language = {
  /** BCP 47. */
  readonly tag: string;
  readonly folder: string;
  /** As its own speakers call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
};

export type LanguageTag = (typeof LANGUAGES)[number]['tag'];

export const LANGUAGE_TAGS: readonly LanguageTag[] = LANGUAGES.map(({ tag }) => tag);

export function isLanguageTag(text: string): text is LanguageTag {
  return LANGUAGES.some(({ tag }) => tag === text);
}

/** Everything known of a language; of English where the tag is none of ours. */
export function languageOf(tag: string): (typeof LANGUAGES)[number] {
  return LANGUAGES.find((language) => language.tag === tag) ?? LANGUAGES[0];
}

/** Readers of traditional characters are better served by English than by simplified ones. */
const UNLIKE = /^zh-(Hant|TW|HK|MO)\b/i;

/** The language to speak: the one that was chosen, else the nearest to the browser's own, else English. */
export function languageFor(chosen: 'auto' | LanguageTag, browsers: string): LanguageTag {
  if (chosen !== 'auto') return chosen;
  const primary = (tag: string) => tag.toLowerCase().split(/[-_]/, 1)[0];
  const same = LANGUAGE_TAGS.find((tag) => tag.toLowerCase() === browsers.toLowerCase());
  const near = LANGUAGE_TAGS.find((tag) => primary(tag) === primary(browsers) && !UNLIKE.test(browsers));
  return same ?? near ?? 'en';
}
