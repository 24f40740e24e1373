import { CeremonyError, type CeremonyReason } from '../webauthn/error';

/**
 * Runs one awaited part of a ceremony: not begun once aborted, its result dropped if aborted meanwhile. What
 * fails unexpectedly becomes "UnknownError", as the error steps of both operations want.
 */
export async function attempt<Result>(
  signal: AbortSignal,
  reason: CeremonyReason,
  part: () => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  let result: Result;
  try {
    result = await part();
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof CeremonyError) throw cause;
    throw new CeremonyError('UnknownError', reason, { cause });
  }
  signal.throwIfAborted();
  return result;
}
