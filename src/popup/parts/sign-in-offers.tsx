import type { PromptAccount, SignInOffer } from '../../messages/surface-background';
import { cleanText } from '../clean-text';
import { offers, takeOffer } from '../offers';
import { text } from '../text';
import { SiteTile } from './site-tile';

/** What the page in front waits for, one item for each account; first in the popup. */
export function SignInOffers() {
  const all = offers.value;
  if (all.length === 0) return null;
  return (
    <section class="offers" aria-label={text('offersLabel')}>
      {all.flatMap((offer) =>
        (offer.accounts ?? [null]).map((account) => (
          <Offer key={`${offer.request} ${account?.id}`} offer={offer} account={account} />
        )),
      )}
    </section>
  );
}

function Offer({ offer, account }: { offer: SignInOffer; account: PromptAccount | null }) {
  const { request, rpId } = offer;
  return (
    <button
      type="button"
      class="offer"
      data-action="sign-in"
      data-request={request}
      data-account={account?.id}
      onClick={() => void takeOffer(offer, account?.id ?? null)}
    >
      <SiteTile rpId={rpId} />
      <span class="words">{offerText(rpId, account)}</span>
    </button>
  );
}

function offerText(rpId: string, account: PromptAccount | null): string {
  if (!account) return text('offerSignInLocked', rpId);
  const name = cleanText(account.userName) || cleanText(account.userDisplayName) || text('accountNameless');
  return text('offerSignIn', rpId, name);
}
