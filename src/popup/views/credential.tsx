import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PasskeyDetails } from '../../messages/surface-background';
import { ask } from '../ask';
import { cleanText } from '../clean-text';
import { deletePasskeys } from '../deletion';
import { attempt } from '../notice';
import { goInFull } from '../open-page';
import { DamageNotice } from '../parts/damage-notice';
import { Icon } from '../parts/icon';
import { SiteTile } from '../parts/site-tile';
import { useArrival, useTitle } from '../parts/view-focus';
import { addressOf, go } from '../route';
import { passkeys } from '../state';
import { text } from '../text';
import { CredentialFacts } from './credential-facts';
import { CredentialForm } from './credential-form';
import { knownPrfDetails, SitePage } from './site-page';

/** One passkey: what it is for, the person's own words about it, and its end. */
export function Credential({ id }: { id: string }) {
  const details = useSignal<PasskeyDetails | null | undefined>(undefined);
  const summary = useComputed(() => passkeys.value?.find((passkey) => passkey.id === id));
  /** The person was told what is lost with it. */
  const warned = useSignal(false);
  /** It is there and cannot be read. */
  const failed = useSignal(false);
  const heading = useArrival<HTMLHeadingElement>(`${id} ${details.value?.id}`);
  const rpId = details.value?.rpId ?? summary.value?.rpId ?? '';
  useTitle(text('titleCredential', rpId));

  useEffect(() => {
    let current = true;
    const read = async () => {
      const found = await ask({ type: 'passkeys-details', id });
      if (current) details.value = found;
    };
    void attempt(read).then((done) => {
      if (current) failed.value = !done;
    });
    return () => {
      current = false;
    };
  }, [id, details, failed, summary.value]);

  function leave(): void {
    go({ view: 'list' });
  }

  const found = details.value;
  const prfDetails = found && knownPrfDetails(found.rpId);
  const needsWarning = Boolean(found?.hasPrf && prfDetails);
  return (
    <section class="credential" data-view="credential" aria-labelledby="credential-title">
      <a class="button quiet round back" href={addressOf({ view: 'list' })} aria-label={text('back')}>
        <Icon name="back" />
      </a>
      {found === null && <p class="notice">{text('failureNotFound')}</p>}
      {failed.value && !found && (
        <>
          <h1 id="credential-title" ref={heading} tabIndex={-1}>
            {rpId}
          </h1>
          <DamageNotice />
        </>
      )}
      {found && (
        <>
          <header class="credential-head">
            <SiteTile rpId={found.rpId} large />
            <div>
              <h1 id="credential-title" ref={heading} tabIndex={-1}>
                {found.rpId}
              </h1>
              <p>
                <bdi>{cleanText(found.userName) || text('accountNameless')}</bdi>
              </p>
            </div>
          </header>
          <CredentialForm
            key={found.id}
            details={found}
            saved={(words) => {
              // What it is now: it may have been read anew meanwhile.
              if (details.value) details.value = { ...details.value, ...words };
            }}
          />
          <CredentialFacts details={found} />
          <footer class="credential-foot">
            <SitePage rpId={found.rpId} />
            <button
              type="button"
              data-action="export-this"
              onClick={() => void goInFull({ view: 'exchange', id: found.id })}
            >
              <Icon name="exchange" />
              {text('exportThis')}
            </button>
            <button
              type="button"
              class="danger"
              data-action="delete"
              onClick={() => {
                warned.value = !warned.value && needsWarning;
                if (warned.value) return;
                leave();
                void deletePasskeys([found.id]);
              }}
            >
              <Icon name="trash" />
              {text(warned.value ? 'deleteAnyway' : 'deletePasskey')}
            </button>
            {warned.value && prfDetails && (
              <p class="notice careful" role="alert">
                <Icon name="warning" />
                <span>
                  {text('deletePrf')}{' '}
                  <a href={prfDetails} target="_blank" rel="noreferrer">
                    {text('deletePrfMore')}
                  </a>
                </span>
              </p>
            )}
          </footer>
        </>
      )}
    </section>
  );
}
