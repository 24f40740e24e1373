/** What a prompt asks, and what it is told. Consent crosses here and nowhere else. */
import * as v from 'valibot';
import { credential } from './passkeys';
import { type ProofResult, verification } from './proof';
import type { PinState, VaultState, Ways } from './vault';

export type PromptAccount = {
  readonly id: string;
  readonly userName: string;
  readonly userDisplayName: string;
  /** The person's own name for it; empty if they gave none. */
  readonly displayName: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
};

/** What a prompt shows. `accounts` is null while the vault is locked and they cannot be known. */
export type PromptView = {
  readonly id: string;
  readonly ceremony: 'create' | 'get';
  readonly rpId: string;
  readonly rpName: string;
  readonly origin: string;
  /** Registrable domain of the origin's host, by the public suffix list; null for localhost and the like. */
  readonly registrableDomain: string | null;
  /** The top-level site where the asking frame is another one's; else null. */
  readonly topOrigin: string | null;
  /** Asked for in a private window, whose traces a person expects to end with it. */
  readonly isPrivate: boolean;
  readonly userName: string;
  readonly userDisplayName: string;
  readonly vault: VaultState;
  readonly pin: PinState;
  readonly ways: Ways;
  /** PIN, face or finger must be shown before confirm works. Turns false once verified in this ceremony. */
  readonly needsPin: boolean;
  readonly accounts: readonly PromptAccount[] | null;
  /** For a create in an unlocked vault: an account of this site whose passkey will be replaced. */
  readonly replaces: PromptAccount | null;
};

/**
 * `look-again`: verified, but the view now shows what the person has to see first: several accounts to choose from, or
 * a passkey that would be replaced. `nothing`: none can answer.
 */
export type ConfirmResult =
  | ProofResult
  | { readonly result: 'look-again'; readonly view: PromptView }
  | { readonly result: 'nothing' }
  | { readonly result: 'excluded' }
  | { readonly result: 'gone' };

const ceremony = v.pipe(v.string(), v.maxLength(200));

export const promptRequests = [
  /** The oldest ceremony that waits for the person, if any: its prompt view, or null. */
  v.object({ type: v.literal('prompt-waiting') }),
  v.object({ type: v.literal('prompt-view'), ceremony }),
  v.object({
    type: v.literal('prompt-confirm'),
    ceremony,
    /** PIN, or what the device's own authenticator answered; null where none is due. */
    proof: v.nullable(verification),
    account: v.nullable(credential),
  }),
  v.object({ type: v.literal('prompt-cancel'), ceremony }),
  v.object({ type: v.literal('prompt-use-other'), ceremony }),
  /** Brings its window to the front, so that there are never two; false where it has none. */
  v.object({ type: v.literal('prompt-to-front'), ceremony }),
  /** Shows the prompt in a window of its own, where the system's face or finger dialog does not close it. */
  v.object({ type: v.literal('prompt-to-window'), ceremony }),
] as const;

export type PromptResults = {
  'prompt-waiting': PromptView | null;
  'prompt-view': PromptView | null;
  'prompt-confirm': ConfirmResult;
  'prompt-cancel': null;
  'prompt-use-other': null;
  'prompt-to-window': null;
  'prompt-to-front': boolean;
};

/** Sent over a prompt's port: the ceremony ended; the surface says so for a moment and closes. */
export type PromptNews = {
  readonly ended: 'saved' | 'signed-in' | 'excluded' | 'gone' | 'timeout' | 'locked' | 'failed' | 'cancelled';
};
