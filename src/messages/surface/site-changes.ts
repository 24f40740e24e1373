/** What sites changed among the passkeys without asking, told to the person afterwards. */
import * as v from 'valibot';

export type SiteChange = {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /**
   * `added`: an automatic upgrade. `hidden`, `shown`: the site said that the passkey no longer works, or works
   * again. `renamed`: the site calls the account otherwise.
   */
  readonly what: 'added' | 'hidden' | 'shown' | 'renamed';
  readonly passkey: { readonly id: string; readonly rpId: string; readonly userName: string };
};

const id = v.pipe(v.string(), v.maxLength(200));

export const siteChangeRequests = [
  /** Newest first; none while locked. */
  v.object({ type: v.literal('site-changes-list') }),
  /** Takes one back; it is then done with. */
  v.object({ type: v.literal('site-changes-undo'), id }),
  /** The person has seen these. */
  v.object({ type: v.literal('site-changes-dismiss'), ids: v.array(id) }),
] as const;

export type SiteChangeResults = {
  'site-changes-list': readonly SiteChange[];
  'site-changes-undo': null;
  'site-changes-dismiss': null;
};
