import type { FileRefusal, ItemRefusal } from './names';

export type { FileRefusal, ItemRefusal } from './names';

/** The one error of this room for files as a whole. Says nothing of what is in them. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly reason: FileRefusal;

  constructor(reason: FileRefusal, options?: { cause?: unknown }) {
    super(`exchange: ${reason}`, options?.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
  }
}

/** The one error of this room for a single passkey. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
  readonly reason: ItemRefusal;

  constructor(reason: ItemRefusal, options?: { cause?: unknown }) {
    super(`exchange: ${reason}`, options?.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
  }
}
