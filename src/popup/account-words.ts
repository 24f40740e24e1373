import { type NamedAccount, namesOf } from './account-names';
import { locale, text } from './text';
import { agoText, dateText } from './when';

export type AccountWords = {
  readonly name: string;
  /** The other name there is for it, when it was used, and, where another bears the same names, when it was made. */
  readonly more: string;
};

export function accountWords(account: NamedAccount, isAlike: boolean): AccountWords {
  const { name, other } = namesOf(account);
  const { lastUsedAt: used, createdAt: made } = account;
  const more = [
    other,
    typeof used === 'number' && text('lastUsed', agoText(used, Date.now(), locale())),
    isAlike && typeof made === 'number' && text('createdAt', dateText(made, locale(), 'medium')),
  ].filter(Boolean);
  return { name: name || text('accountNameless'), more: more.join(' · ') };
}
