import { useEffect, useRef } from 'preact/hooks';
import type { PromptAccount } from '../../messages/surface-background';
import { cleanText } from '../clean-text';
import { Icon } from '../parts/icon';
import { locale, text } from '../text';
import { agoText } from '../when';

type Named = Pick<PromptAccount, 'userName' | 'userDisplayName'> & Partial<PromptAccount>;

/** The one account that this is about. */
export function OneAccount({ account }: { account: Named }) {
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
            <AccountWords account={account} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function AccountWords({ account }: { account: Named }) {
  const name = cleanText(account.userName) || cleanText(account.userDisplayName) || text('accountNameless');
  const other = cleanText(account.displayName || account.userDisplayName);
  const used = account.lastUsedAt;
  const more = [
    other !== name && other,
    typeof used === 'number' && text('lastUsed', agoText(used, Date.now(), locale())),
  ].filter(Boolean);
  return (
    <span class="words">
      <bdi class="first">{name}</bdi>
      {more.length > 0 && <bdi class="second">{more.join(' · ')}</bdi>}
    </span>
  );
}
