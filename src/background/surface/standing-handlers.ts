import type { StandingResults } from '../../messages/surface/standing';
import type { HandlersFor } from '../router';
import { signInOffers } from '../standing/offers';
import type { Standing } from '../standing/standing';
import type { Vault } from '../vault/vault';

export function standingHandlers(
  standing: Standing,
  vault: Pick<Vault, 'state'>,
): HandlersFor<StandingResults> {
  return {
    'standing-offers': ({ tabId }) => signInOffers(standing, vault, tabId),
    'standing-pick': ({ request, account }) => standing.pick(request, { from: 'popup', account }),
  };
}
