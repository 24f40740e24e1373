import type messages from '../../_locales/en/messages.json';
import { type LanguageTag, languageOf } from './languages';

/** A key of `_locales/en/messages.json`: a sentence that is missing there does not compile. */
export type TextKey = keyof typeof messages;

type PluralBase<Key> = Key extends `${infer Base}_other` ? Base : never;
/** A sentence with a number: stands as `KEY_one`, `KEY_other` and so on, as Intl.PluralRules names them. */
export type PluralKey = PluralBase<TextKey>;

/** All sentences in one language. */
export type Words = {
  readonly tag: LanguageTag;
  readonly direction: 'ltr' | 'rtl';
  /** The sentence as text; `$1` to `$9` in it are the values. */
  text(key: TextKey, ...values: readonly string[]): string;
  /** The sentence for that many; `$1` in it is the number. */
  plural(base: PluralKey, count: number): string;
};

/** `look`: the filled sentence of a key, or the empty text where it has none. */
export function wordsFrom(tag: LanguageTag, look: (key: string, values: readonly string[]) => string): Words {
  const numbers = new Intl.NumberFormat(tag);
  const rules = new Intl.PluralRules(tag);
  return {
    tag,
    direction: languageOf(tag).direction,
    text: (key, ...values) => look(key, values),
    plural(base, count) {
      const number = [numbers.format(count)];
      return look(`${base}_${rules.select(count)}`, number) || look(`${base}_other`, number);
    },
  };
}

/** Puts the values in, as the browsers' own i18n does: `$1` to `$9`, and `$$` for a dollar sign. */
export function fill(sentence: string, values: readonly string[]): string {
  return sentence.replace(/\$(\$+|[1-9])/g, (_, what: string) =>
    what.startsWith('$') ? what : (values[Number(what) - 1] ?? ''),
  );
}
