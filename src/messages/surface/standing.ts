/** Requests of a page that wait for the person (conditional mediation), as our own pages offer them. */
import * as v from 'valibot';
import { credential } from './passkeys';
import type { PromptAccount } from './prompt';

/** A sign-in that the page in front waits for. */
export type SignInOffer = {
  readonly request: string;
  readonly rpId: string;
  /** Of the frame that asks. */
  readonly origin: string;
  /** Last used first; null while the vault is locked, for then nobody may know. */
  readonly accounts: readonly PromptAccount[] | null;
};

export const tabId = v.pipe(v.number(), v.integer());

export const standingRequests = [
  /** What waits in that tab, newest first. */
  v.object({ type: v.literal('standing-offers'), tabId }),
  /** The person picks one, and the account if it was named. False if the page gave it up meanwhile. */
  v.object({
    type: v.literal('standing-pick'),
    request: v.pipe(v.string(), v.maxLength(200)),
    account: v.nullable(credential),
  }),
] as const;

export type StandingResults = {
  'standing-offers': readonly SignInOffer[];
  'standing-pick': boolean;
};
