import type { PasskeySummary } from '../../messages/surface-background';
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
  /** Where several can be chosen: whether this one is, and how to change that. */
  readonly choice?: { readonly chosen: boolean; readonly toggle: (extend: boolean) => void } | undefined;
};

/** One passkey in a list: the site, the account, when it was last used. */
export function PasskeyRow({ passkey, now, isActive, isOpen, choice }: PasskeyRowProps) {
  const { id, rpId, lastUsedAt } = passkey;
  const own = cleanText(passkey.displayName);
  const account =
    cleanText(passkey.userName) || cleanText(passkey.userDisplayName) || text('accountNameless');
  const used = lastUsedAt === null ? text('neverUsed') : agoText(lastUsedAt, now, locale());
  const tab = isActive ? 0 : -1;
  return (
    <div class="row" data-credential={id} data-rp-id={rpId}>
      {choice && (
        <label class="pick">
          <SiteTile rpId={rpId} />
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
        {!choice && <SiteTile rpId={rpId} />}
        <span class="words">
          <span class="first">{own ? <bdi>{own}</bdi> : rpId}</span>
          <span class="second">
            <bdi>{account}</bdi>
            {own && ` · ${rpId}`}
          </span>
        </span>
        <span class="when">{used}</span>
      </a>
    </div>
  );
}
