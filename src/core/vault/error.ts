/** Why the vault did not do what it was asked; a closed list, so that each has words for the person. */
export type VaultFailure =
  | 'no-vault'
  | 'vault-exists'
  | 'locked'
  | 'not-found'
  /** Stored bytes are not what was written: they fail authentication or do not parse. */
  | 'damaged'
  /** Written by a newer Latchkey; nothing was touched. */
  | 'version-too-new'
  /** Key derivation parameters outside of what is safe or sane; nothing was derived. */
  | 'parameters-out-of-range'
  | 'derivation-failed'
  | 'storage-full'
  | 'storage-failed'
  /** The browser opens no database for us at all. */
  | 'storage-refused';

/** The one error of the vault's rooms. Its message and cause never hold a secret. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly reason: VaultFailure;

  constructor(reason: VaultFailure, options?: { cause?: unknown }) {
    super(`vault: ${reason}`, options?.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
  }
}
