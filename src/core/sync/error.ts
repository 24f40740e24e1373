import type { SyncFailure } from './names';

export type { SyncFailure } from './names';

/** The one error of sync's rooms. Its message and cause never hold a secret, name or address. */
export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly reason: SyncFailure;

  constructor(reason: SyncFailure, options?: { cause?: unknown }) {
    super(`sync: ${reason}`, options?.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
  }
}
