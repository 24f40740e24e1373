import type { Bytes, CredentialId } from '../bytes';
import type { CredentialSource } from '../webauthn/credential-source';

/** Where credential sources live. Reads throw while the vault is locked. Those in the trash do not exist here. */
export interface CredentialStore {
  /** All sources for exactly this RP ID, last used first. */
  find(rpId: string): Promise<readonly StoredSource[]>;
  /**
   * Adds a source. Idempotent by id. A discoverable source with the same RP ID and user handle goes to the
   * trash in the same transaction (§sctn-authenticator-model). Durable when the promise resolves.
   */
  add(source: CredentialSource): Promise<void>;
  /** Records that a source signed just now; durable when the promise resolves. */
  recordUse(id: CredentialId, use: Use): Promise<void>;
}

/** What signing changed of a source; `verified`: UV. */
export type Use = {
  readonly signCount: number;
  readonly origin: string;
  readonly verified: boolean;
  readonly largeBlob?: Bytes;
};

/** A source with what only the store knows of it. */
export type StoredSource = {
  readonly source: CredentialSource;
  /** BS: whether the key stands in a backup or in sync right now. */
  readonly backedUp: boolean;
  /** Milliseconds since the epoch; null if never used since it was made. */
  readonly lastUsedAt: number | null;
  /** The person's own name for it; empty if they gave none. */
  readonly displayName: string;
};
