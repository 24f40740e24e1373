import { type Tab, until } from '../harness/browser';
import { abort, startGetWith } from '../harness/ceremony';
import { brief, looks } from './looks';
import { askingIn } from './prompt-scenes';
import type { Studio } from './studio';

/** What the popup says first: a page that waits (conditional mediation), and what sites changed. */
export async function waitingScenes(studio: Studio): Promise<void> {
  const { visit, popup, person, shoot, sites } = studio;
  const site = await visit('quill.example');
  await startGetWith(site, { mediation: 'conditional' });
  const offered = await popup();
  await offered.waitFor('[data-action="sign-in"]');
  await shoot(offered, 'popup-offers', looks.popup);
  await offered.close();
  await person.lock();
  await site.show();
  const locked = await popup();
  await locked.waitFor('[data-action="sign-in"]');
  await shoot(locked, 'popup-offers-locked', looks.popup);
  await locked.close();
  await person.unlock();
  await abort(site);
  await site.close();

  const shop = await visit('tideline.example');
  await signal(shop);
  let told = await popup();
  await until('the changes', async () => {
    if ((await told.attributes('[data-change]', 'data-change')).length === 2) return true;
    await told.close();
    told = await popup();
    return false;
  });
  await shoot(told, 'popup-changes', looks.popup);
  for (let left = 2; left > 0; left -= 1) await told.click('[data-action="undo-change"]');
  await told.close();
  await shop.close();

  sites.serve('tideline.example', '/.well-known/webauthn', {
    body: JSON.stringify({ origins: ['https://tideline-shop.example'] }),
    type: 'application/json',
  });
  await askingIn(studio)('tideline-shop.example', { get: { rpId: 'tideline.example' } }, ({ tab }) =>
    shoot(tab, 'prompt-related', { ...brief.prompt, rtl: looks.prompt.rtl }),
  );
}

type Signals = {
  signalAllAcceptedCredentials(of: object): Promise<void>;
  signalCurrentUserDetails(of: object): Promise<void>;
};

/** The site says that the account has another name, and that it no longer has this passkey. */
function signal(site: Tab): Promise<void> {
  const userId = Buffer.from('ada@lovelace.example').toString('base64url');
  return site.evaluate(
    async (of) => {
      const api = PublicKeyCredential as unknown as Signals;
      await api.signalCurrentUserDetails({ ...of, name: 'countess@lovelace.example', displayName: 'Ada' });
      await api.signalAllAcceptedCredentials({ ...of, allAcceptedCredentialIds: [] });
    },
    { rpId: 'tideline.example', userId },
  );
}
