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
        <strong class="words">{text('offerSignInLocked', rpId)}</strong>
      </Choice>
    );
  }
  const alike = thoseAlike(accounts);
  return (
    <div class="offer-group">
      <p>
        <SiteTile rpId={rpId} />
        <strong>{text('offerSignInLocked', rpId)}</strong>
      </p>
      {accounts.map((account) => {
        const words = accountWords(account, alike.has(account));
        const told = [words.name, words.more].filter(Boolean).join(' · ');
        return (
          <Choice key={account.id} offer={offer} account={account} label={text('offerSignIn', rpId, told)}>
            <Icon name="user" />
            <ToldAccount words={words} />
          </Choice>
        );
      })}
    </div>
  );
}

type ChoiceProps = {
  readonly offer: SignInOffer;
  readonly account: PromptAccount | null;
  readonly label?: string;
  readonly children: ComponentChildren;
};

function Choice({ offer, account, label, children }: ChoiceProps) {
  return (
    <button
      type="button"
      class="offer"
      data-action="sign-in"
      data-request={offer.request}
      data-account={account?.id}
      aria-label={label}
      onClick={() => void takeOffer(offer, account?.id ?? null)}
    >
      {children}
    </button>
  );
}
