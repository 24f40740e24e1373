import type { SiteState, SiteStatus } from '../../messages/surface-background';
import { reasonTexts } from '../activity/words-for';
import { shownPasskeys } from '../deletion';
import { attempt } from '../notice';
import { offers } from '../offers';
import { ManagedNote } from '../parts/managed-note';
import { PasskeyRow } from '../parts/passkey-row';
import { SiteAccessGrant } from '../parts/site-access-grant';
import { SiteTile } from '../parts/site-tile';
import { SiteName } from '../prompt/site-name';
import { excludeSite, passkeysOf, readSite, reloadPage, site } from '../site';
import { plural, type TextKey, text } from '../text';

/** So many accounts stand in the card; search has them all. */
const FEW = 3;

const reasons: Record<Exclude<SiteState, 'here' | 'ungranted'>, TextKey> = {
  restricted: 'siteRestricted',
  insecure: 'siteInsecure',
  excluded: 'siteExcluded',
  absent: 'siteAbsent',
  'other-provider': 'siteOtherProvider',
};

/** What Latchkey can do for the page in front, or why it can do nothing. */
export function SiteCard() {
  const here = site.value;
  if (!here) return null;
  if (here.state === 'ungranted') return <Ungranted />;
  if (here.host === null || here.origin === null) {
    return <p class="site-card site-nothing">{text('siteRestricted')}</p>;
  }
  return <Known here={here} host={here.host} origin={here.origin} />;
}

/** The browser keeps Latchkey out of sites. */
export function Ungranted() {
  return (
    <section class="site-card site-nothing" data-state="ungranted">
      <SiteAccessGrant given={readSite} />
    </section>
  );
}

function Known({ here, host, origin }: { here: SiteStatus; host: string; origin: string }) {
  const { state } = here;
  const leftText = here.left && reasonTexts[here.left];
  const canExclude = state !== 'restricted' && state !== 'insecure';
  return (
    <section class="site-card" data-site={host} data-state={state} aria-labelledby="site-title">
      <header>
        <SiteTile rpId={here.registrableDomain ?? host} />
        <h2 id="site-title">
          <SiteName origin={origin} site={here.registrableDomain ?? host} />
        </h2>
        {canExclude && (
          <input
            type="checkbox"
            class="switch"
            name="site-on"
            aria-label={text('siteUse')}
            title={text('siteUse')}
            disabled={here.managed}
            aria-describedby={here.managed ? 'site-managed' : undefined}
            checked={state !== 'excluded'}
            onChange={({ currentTarget }) => void attempt(() => excludeSite(host, !currentTarget.checked))}
          />
        )}
      </header>
      {state === 'here' ? (
        <Accounts host={host} />
      ) : (
        state !== 'ungranted' && <p class="hint">{text(reasons[state])}</p>
      )}
      {canExclude && here.managed && (
        <p id="site-managed" class="hint">
          <ManagedNote />
        </p>
      )}
      {leftText && <p class="hint" data-left={here.left}>{`${text('siteLeft')} ${text(leftText)}`}</p>}
      {state === 'absent' && (
        <button type="button" data-action="reload-page" onClick={() => void attempt(reloadPage)}>
          {text('siteReload')}
        </button>
      )}
    </section>
  );
}

function Accounts({ host }: { host: string }) {
  const all = shownPasskeys.value;
  // Where the page waits, its accounts stand above, and there they sign in.
  if (!all || offers.value.some(({ accounts }) => accounts !== null)) return null;
  const own = passkeysOf(host, all);
  if (own.length === 0) return <p class="hint">{text('siteNone')}</p>;
  const now = Date.now();
  return (
    <>
      <ul class="site-accounts" aria-label={text('siteAccounts')}>
        {own.slice(0, FEW).map((passkey) => (
          <li key={passkey.id}>
            <PasskeyRow passkey={passkey} now={now} isActive isOpen={false} under again />
          </li>
        ))}
      </ul>
      {own.length > FEW && <p class="hint">{plural('siteMore', own.length - FEW)}</p>}
    </>
  );
}
