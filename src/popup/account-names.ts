import type { PromptAccount } from '../messages/surface-background';
import { cleanText } from './clean-text';

export type NamedAccount = Pick<PromptAccount, 'userName' | 'userDisplayName'> & Partial<PromptAccount>;

/** What the site calls the account, and the other name there is for it: the person's own before the site's. */
export function namesOf(account: NamedAccount): { readonly name: string; readonly other: string } {
  const name = cleanText(account.userName) || cleanText(account.userDisplayName);
  const other = cleanText(account.displayName ?? '') || cleanText(account.userDisplayName);
  return { name, other: other === name ? '' : other };
}

/** The accounts whose names another one bears too, so that only time tells them apart. */
export function thoseAlike(accounts: readonly NamedAccount[]): ReadonlySet<NamedAccount> {
  const first = new Map<string, NamedAccount>();
  const alike = new Set<NamedAccount>();
  for (const account of accounts) {
    const called = JSON.stringify(namesOf(account));
    const other = first.get(called);
    if (other) alike.add(other).add(account);
    else first.set(called, account);
  }
  return alike;
}
