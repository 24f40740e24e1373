import type { PromptAccount } from '../../messages/surface-background';
import { cleanText } from '../clean-text';

/** So soon after one another keys spell one name; ms. */
const TOGETHER = 700;

/**
 * Finds an account by the letters typed: the next one that begins with them, after the chosen one where the
 * letters are new. Null where there is none.
 */
export function typeAhead(): (
  key: string,
  at: number,
  accounts: readonly PromptAccount[],
  chosen: string | null,
) => string | null {
  let typed = '';
  let last = 0;
  return (key, at, accounts, chosen) => {
    const isNew = at - last > TOGETHER;
    typed = (isNew ? '' : typed) + key.toLowerCase();
    last = at;
    const from = accounts.findIndex(({ id }) => id === chosen) + (typed.length === 1 ? 1 : 0);
    const inTurn = [...accounts.slice(from), ...accounts.slice(0, from)];
    return inTurn.find((account) => namesOf(account).some((name) => name.startsWith(typed)))?.id ?? null;
  };
}

function namesOf({ userName, userDisplayName, displayName }: PromptAccount): string[] {
  return [userName, userDisplayName, displayName].map((name) => cleanText(name).toLowerCase());
}
