import { useEffect, useRef } from 'preact/hooks';
import type { PromptAccount } from '../../messages/surface-background';
import { type NamedAccount, namesOf, thoseAlike } from '../account-names';
import { Icon } from '../parts/icon';
import { locale, text } from '../text';
import { agoText, dateText } from '../when';

/** The one account that this is about. */
export function OneAccount({ account }: { account: NamedAccount }) {
  return (
    <div class="account">
      <span class="avatar" aria-hidden="true">
        <Icon name="user" />
      </span>
      <AccountWords account={account} />
    </div>
  );
}

type SeveralAccountsProps = {
  readonly accounts: readonly PromptAccount[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
};

/** The accounts to choose from, last used first; the arrow keys move the choice. */
export function SeveralAccounts({ accounts, chosen, choose }: SeveralAccountsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('input:checked')?.closest('label')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const alike = thoseAlike(accounts);
  return (
    <fieldset class="accounts">
      <legend>{text('promptChoose')}</legend>
      <div class="choices" ref={list}>
        {accounts.map((account) => (
          <label class="account" key={account.id}>
            <input
              type="radio"
              name="account"
              value={account.id}
              checked={account.id === chosen}
              onChange={() => choose(account.id)}
            />
            <AccountWords account={account} isAlike={alike.has(account)} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type AccountWordsProps = {
  readonly account: NamedAccount;
  /** Whether another one bears the same names, so that only time tells them apart. */
  readonly isAlike?: boolean;
};

function AccountWords({ account, isAlike = false }: AccountWordsProps) {
  const { name, other } = namesOf(account);
  const { lastUsedAt: used, createdAt: made } = account;
  const more = [
    other,
    typeof used === 'number' && text('lastUsed', agoText(used, Date.now(), locale())),
    isAlike && typeof made === 'number' && text('createdAt', dateText(made, locale(), 'medium')),
  ].filter(Boolean);
  return (
    <span class="words">
      <bdi class="first">{name || text('accountNameless')}</bdi>
      {more.length > 0 && <bdi class="second">{more.join(' · ')}</bdi>}
    </span>
  );
}
