import type { ComponentChildren } from 'preact';
import type { PasskeyDetails } from '../../messages/surface-background';
import { algorithmName } from '../algorithm-name';
import { cleanText } from '../clean-text';
import { locale, text } from '../text';
import { agoText, dateText } from '../when';

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What there is to know about a passkey; what only experts ask for stands folded away. */
export function CredentialFacts({ details }: { details: PasskeyDetails }) {
  const { lastUsedAt, lastUsedOrigin, createdAt } = details;
  const siteName = cleanText(details.rpName);
  const fullName = cleanText(details.userDisplayName);
  // With the standard's names: whoever unfolds this looks for them.
  const extras = [
    details.hasPrf && `${text('factPrf')} (prf)`,
    details.hasLargeBlob && `${text('factLargeBlob')} (largeBlob)`,
    details.hasCredBlob && `${text('factLargeBlob')} (credBlob)`,
    details.credProtect > 1 && `credProtect ${details.credProtect}`,
  ].filter(Boolean);
  return (
    <>
      <dl class="facts">
        {siteName && siteName !== details.rpId && (
          <Fact name={text('factSiteName')}>
            <bdi>{siteName}</bdi>
          </Fact>
        )}
        {fullName && fullName !== cleanText(details.userName) && (
          <Fact name={text('factFullName')}>
            <bdi>{fullName}</bdi>
          </Fact>
        )}
        <Fact name={text('factCreated')}>{dateText(createdAt, locale())}</Fact>
        <Fact name={text('factLastUsed')}>
          {lastUsedAt === null ? (
            text('neverUsed')
          ) : (
            <>
              <time dateTime={new Date(lastUsedAt).toISOString()} title={dateText(lastUsedAt, locale())}>
                {agoText(lastUsedAt, Date.now(), locale())}
              </time>
              {lastUsedOrigin && <bdi class="origin">{lastUsedOrigin}</bdi>}
              {details.lastUsedVerified !== null && (
                <span class="hint" data-verified={details.lastUsedVerified}>
                  {text(details.lastUsedVerified ? 'usedVerified' : 'usedPresent')}
                </span>
              )}
            </>
          )}
        </Fact>
      </dl>
      <details class="fold">
        <summary>{text('factsMore')}</summary>
        <dl class="facts">
          <Fact name={text('factAlgorithm')}>{algorithmName(details.alg)}</Fact>
          <Fact name={text('factUsernameless')}>{text(details.discoverable ? 'yes' : 'no')}</Fact>
          <Fact name={text('factBackedUp')}>
            {text(details.backedUp ? 'yes' : details.backupEligible ? 'backupNotYet' : 'no')}
          </Fact>
          {details.signCount > 0 && <Fact name={text('factSignCount')}>{String(details.signCount)}</Fact>}
          {extras.length > 0 && <Fact name={text('factExtras')}>{extras.join(', ')}</Fact>}
          <Fact name={text('factId')}>
            <code>{details.id}</code>
          </Fact>
        </dl>
      </details>
    </>
  );
}
