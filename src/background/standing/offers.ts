import { accountOf } from '../../core/authenticator/account';
import type { SignInOffer } from '../../messages/surface/standing';
import { promptAccount } from '../ceremony/prompt-view';
import type { Vault } from '../vault/vault';
import type { Standing } from './standing';

/** What the popup offers for the page in front. A locked vault offers without a name. */
export async function signInOffers(
  standing: Pick<Standing, 'inTab' | 'sources'>,
  vault: Pick<Vault, 'state'>,
  tabId: number,
): Promise<readonly SignInOffer[]> {
  const requests = await standing.inTab(tabId);
  const open = (await vault.state()) === 'unlocked';
  return Promise.all(
    requests.map(async (request) => {
      const { id, rpId, origin } = request;
      const accounts = open
        ? (await standing.sources(request)).map((source) => promptAccount(accountOf(source)))
        : null;
      return { request: id, rpId, origin, accounts };
    }),
  );
}
