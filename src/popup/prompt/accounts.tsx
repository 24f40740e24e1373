import { useEffect, useRef } from 'preact/hooks';
import type { PromptAccount } from '../../messages/surface-background';
import { type NamedAccount, thoseAlike } from '../account-names';
import { accountWords } from '../account-words';
import { Icon } from '../parts/icon';
import { ToldAccount } from '../parts/told-account';
import { text } from '../text';

/** The one account that this is about. */
export function OneAccount({ account }: { account: NamedAccount }) {
  return (
    <div class="account">
      <span class="avatar" aria-hidden="true">
        <Icon name="user" />
      </span>
      <ToldAccount words={accountWords(account, false)} />
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
            <ToldAccount words={accountWords(account, alike.has(account))} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
