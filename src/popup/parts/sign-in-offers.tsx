import type { ComponentChildren } from 'preact';
import type { PromptAccount, SignInOffer } from '../../messages/surface-background';
import { thoseAlike } from '../account-names';
import { accountWords } from '../account-words';
import { offers, takeOffer } from '../offers';
import { text } from '../text';
import { Icon } from './icon';
import { SiteTile } from './site-tile';
import { ToldAccount } from './told-account';

/** What the page in front waits for, one item for each account; first in the popup. */
export function SignInOffers() {
  const all = offers.value;
  if (all.length === 0) return null;
  return (
    <section class="offers" aria-label={text('offersLabel')}>
      {all.map((offer) => (
        <Offer key={offer.request} offer={offer} />
      ))}
    </section>
  );
}

/** The site once, and under it its accounts; while the vault is locked these are not known. */
function Offer({ offer }: { offer: SignInOffer }) {
  const { rpId, accounts } = offer;
  if (accounts === null) {
    return (
      <Choice offer={offer} account={null}>
        <SiteTile rpId={rpId} />
        <strong class="words">{text('offerSignIn', rpId)}</strong>
      </Choice>
    );
  }
  const alike = thoseAlike(accounts);
  const heading = `offer-${offer.request}`;
  return (
    <div class="offer-group">
      <p>
        <SiteTile rpId={rpId} />
        <strong id={heading}>{text('offerSignIn', rpId)}</strong>
      </p>
      {accounts.map((account) => (
        <Choice key={account.id} offer={offer} account={account} heading={heading}>
          <Icon name="user" />
          <ToldAccount words={accountWords(account, alike.has(account))} />
        </Choice>
      ))}
    </div>
  );
}

type ChoiceProps = {
  readonly offer: SignInOffer;
  readonly account: PromptAccount | null;
  /** Id of what stands above it and its like, and is the first part of its name. */
  readonly heading?: string;
  readonly children: ComponentChildren;
};

function Choice({ offer, account, heading, children }: ChoiceProps) {
  const id = heading && account ? `${heading}-${account.id}` : undefined;
  return (
    <button
      type="button"
      id={id}
      class="offer"
      data-action="sign-in"
      data-request={offer.request}
      data-account={account?.id}
      aria-labelledby={id && `${heading} ${id}`}
      onClick={() => void takeOffer(offer, account?.id ?? null)}
    >
      {children}
    </button>
  );
}
