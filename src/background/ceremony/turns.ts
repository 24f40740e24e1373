import { abortable, deferred } from '../deferred';

/** One prompt at a time; the others wait for theirs, in order. */
export type Turns = {
  /** Resolves with the function that ends the turn; rejects with the signal's reason while waiting. */
  take(signal: AbortSignal): Promise<() => void>;
};

export function turns(): Turns {
  let last: Promise<void> = Promise.resolve();

  return {
    async take(signal) {
      const turn = deferred<void>();
      const before = last;
      last = before.then(() => turn.promise);
      try {
        await abortable(before, signal);
      } catch (error) {
        turn.resolve();
        throw error;
      }
      return turn.resolve;
    },
  };
}
