/** What our own pages ask about the site in the tab in front. */
import * as v from 'valibot';
import type { NativeReason } from '../../core/client/client';
import { isCanonicalDomain } from '../../core/client/domain';
import type { PasskeyEndpoints } from '../../core/client/passkey-endpoints';

export type { PasskeyEndpoints };

/**
 * Whether Latchkey can serve the page in a tab. `restricted`: the browser lets no extension in, or passkeys cannot
 * exist there. `insecure`: passkeys need https. `excluded`: the person or the organisation keeps Latchkey out.
 * `absent`: the page was there before Latchkey was, and has to be loaded anew. `other-provider`: another extension
 * takes the requests first. `ungranted`: the person has not let Latchkey into the sites, as Firefox allows.
 */
export type SiteState =
  | 'ungranted'
  | 'here'
  | 'restricted'
  | 'insecure'
  | 'excluded'
  | 'absent'
  | 'other-provider';

export type SiteStatus = {
  readonly state: SiteState;
  /** By this a site is excluded; null where there is none. */
  readonly host: string | null;
  readonly origin: string | null;
  /** By the public suffix list; null for localhost and the like. */
  readonly registrableDomain: string | null;
  /** Whether the organisation decided if Latchkey is in there, so that the person cannot. */
  readonly managed: boolean;
  /** Why the browser's own method had the page's last request; null where it had not. */
  readonly left: NativeReason | null;
};

const tabId = v.pipe(v.number(), v.integer());

export const siteRequests = [
  /** Null where the tab shows a page of our own, or is gone. */
  v.object({ type: v.literal('site-status'), tabId }),
  /** Keeps Latchkey out of a site, or lets it in again. */
  v.object({
    type: v.literal('site-exclude'),
    host: v.pipe(v.string(), v.maxLength(253)),
    excluded: v.boolean(),
  }),
  /** Asks a site for its own pages about passkeys, over the network; null where it tells none. */
  v.object({ type: v.literal('site-endpoints'), rpId: v.pipe(v.string(), v.check(isCanonicalDomain)) }),
] as const;

export type SiteResults = {
  'site-status': SiteStatus | null;
  'site-exclude': null;
  'site-endpoints': PasskeyEndpoints | null;
};
