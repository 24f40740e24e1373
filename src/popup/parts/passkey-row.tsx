import type { PasskeySummary } from '../../messages/surface-background';
import { namesOf } from '../account-names';
import { cleanText } from '../clean-text';
import { addressOf } from '../route';
import { locale, text } from '../text';
import { agoText } from '../when';
import { SiteTile } from './site-tile';

type PasskeyRowProps = {
  readonly passkey: PasskeySummary;
  readonly now: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  /** Its site stands above it already: the row tells of the account alone. */
  readonly under?: boolean;
  /** It stands in the list as well: this is only another way to it. */
  readonly again?: boolean;
  /** Whether its time is that of its making. */
  readonly created?: boolean;
  /** Where several can be chosen: whether this one is, and how to change that. */
  readonly choice?: { readonly chosen: boolean; readonly toggle: (extend: boolean) => void } | undefined;
};

/** One passkey in a list: the site, the account, when it was last used. */
export function PasskeyRow(props: PasskeyRowProps) {
  const { passkey, isActive, isOpen, choice, under = false, again = false } = props;
  const { id, rpId } = passkey;
  const account = namesOf(passkey).name || text('accountNameless');
  const tab = isActive ? 0 : -1;
  return (
    <div
      class={under ? 'row under' : 'row'}
      {...(again ? { 'data-again': id } : { 'data-credential': id })}
      data-rp-id={rpId}
    >
      {choice && (
        <label class="pick">
          {under ? <span class="tile-space" /> : <SiteTile rpId={rpId} />}
          <input
            type="checkbox"
            checked={choice.chosen}
            tabIndex={tab}
            aria-label={text('selectOne', account, rpId)}
            onClick={(event) => choice.toggle(event.shiftKey)}
          />
        </label>
      )}
      <a
        href={addressOf({ view: 'credential', id })}
        tabIndex={tab}
        aria-current={isOpen ? 'true' : undefined}
      >
        {!choice && !under && <SiteTile rpId={rpId} />}
        <Words passkey={passkey} account={account} under={under} />
        <When {...props} />
      </a>
    </div>
  );
}

function Words({ passkey, account, under }: { passkey: PasskeySummary; account: string; under: boolean }) {
  const { rpId } = passkey;
  const own = cleanText(passkey.displayName);
  if (under) {
    return (
      <span class="words">
        <span class="first">
          <bdi>{own || account}</bdi>
          <span class="unseen"> · {rpId}</span>
        </span>
        {own && (
          <span class="second">
            <bdi>{account}</bdi>
          </span>
        )}
      </span>
    );
  }
  return (
    <span class="words">
      <span class="first">{own ? <bdi>{own}</bdi> : rpId}</span>
      <span class="second">
        <bdi>{account}</bdi>
        {own && ` · ${rpId}`}
      </span>
    </span>
  );
}

function When({ passkey, now, created = false }: PasskeyRowProps) {
  if (passkey.hiddenAt !== null) return <span class="when given-up">{text('givenUp')}</span>;
  const at = created ? passkey.createdAt : passkey.lastUsedAt;
  return <span class="when">{at === null ? text('neverUsed') : agoText(at, now, locale())}</span>;
}
