import type { Bytes, CredentialId } from '../bytes';

/** An account to choose from, as the person knows it. */
export type Account = {
  readonly id: CredentialId;
  readonly userName: string;
  readonly userDisplayName: string;
  /** The person's own name for it; empty if they gave none. */
  readonly displayName: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
};

/**
 * What a ceremony asks of the person. The functions read the store, so they may be called only once the vault
 * is unlocked; they may be called more than once.
 */
export type Question = {
  readonly rpId: string;
  /** True: this very ceremony must verify the person (PIN or biometry), and UV will be set. */
  readonly verify: boolean;
} & (
  | {
      readonly ceremony: 'create';
      readonly rpName: string;
      readonly userName: string;
      readonly userDisplayName: string;
      readonly userHandle: Bytes;
      /** Whether excludeCredentials names a source that we hold (§op-make-cred step 3). */
      readonly excluded: () => Promise<boolean>;
      /** The account whose passkey the new one would replace. */
      readonly replaces: () => Promise<Account | null>;
    }
  | {
      readonly ceremony: 'get';
      /** The accounts that can answer, last used first. */
      readonly accounts: () => Promise<readonly Account[]>;
    }
);

export type Answer =
  | {
      readonly decision: 'approved';
      /** True only if the person was verified in this very ceremony. */
      readonly userVerified: boolean;
      /** The account chosen, for a get. */
      readonly id: CredentialId | null;
    }
  | { readonly decision: 'cancelled' }
  /** The person wants another device or security key: the browser shall take the call. */
  | { readonly decision: 'use-other' }
  /** No account can answer (get), or no vault exists: the browser shall take the call. */
  | { readonly decision: 'nothing' };

/** The person, as the authenticator knows them: one question, one answer. Rejects with the signal's reason. */
export interface Consent {
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
}
