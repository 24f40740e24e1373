import { useSignal } from '@preact/signals';
import { browser } from '../../browser';
import type { PasskeyEndpoints } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt } from '../notice';
import { Icon } from '../parts/icon';
import { text } from '../text';

/** What sites have told since this page was opened, by RP ID. */
const told = new Map<string, PasskeyEndpoints | null>();

/** Where the site explains what it encrypts with a passkey; null where that is not known. */
export function knownPrfDetails(rpId: string): string | null {
  return told.get(rpId)?.prfUsageDetails ?? null;
}

/**
 * The way to the site's own page about its passkeys. Only a press on it asks the site where that is: what a person
 * looks at here is nobody's business.
 */
export function SitePage({ rpId }: { rpId: string }) {
  const busy = useSignal(false);
  const none = useSignal(told.get(rpId) === null);

  async function open(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    await attempt(async () => {
      const found = told.get(rpId) ?? (await ask({ type: 'site-endpoints', rpId }));
      told.set(rpId, found);
      const url = found?.manage ?? found?.enroll;
      none.value = !url;
      if (url) await browser.tabs.create({ url });
    });
    busy.value = false;
  }

  return (
    <>
      <button type="button" data-action="site-page" disabled={busy.value} onClick={() => void open()}>
        {busy.value ? <span class="spinner" aria-hidden="true" /> : <Icon name="open" />}
        {text('sitePage')}
      </button>
      {none.value && (
        <p class="hint" role="status">
          {text('sitePageNone', rpId)}
        </p>
      )}
    </>
  );
}
