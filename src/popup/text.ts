import type messages from '../../_locales/en/messages.json';
import { browser } from '../browser';

/** A key of `_locales/en/messages.json`: a sentence that is missing there does not compile. */
export type TextKey = keyof typeof messages;

type PluralBase<Key> = Key extends `${infer Base}_other` ? Base : never;
/** A sentence with a number: stands as `KEY_one`, `KEY_other` and so on, as Intl.PluralRules names them. */
export type PluralKey = PluralBase<TextKey>;

/** A sentence in the person's language, as text. */
export function text(key: TextKey, ...values: readonly string[]): string {
  return browser.i18n.getMessage(key, [...values]);
}

/** The sentence for that many; `$1` in it is the number. */
export function plural(base: PluralKey, count: number): string {
  const number = new Intl.NumberFormat(locale()).format(count);
  const rule = new Intl.PluralRules(locale()).select(count);
  return (
    browser.i18n.getMessage(`${base}_${rule}`, [number]) || browser.i18n.getMessage(`${base}_other`, [number])
  );
}

/** The language that the sentences are in, which need not be the browser's. */
export function locale(): string {
  return text('locale') || 'en';
}
