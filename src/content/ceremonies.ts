import { abortReason, isAborted, onAbort } from './abort-signal';
import type { Call } from './calls';
import type { Channel } from './channel';
import { type Conditional, conditional, type NativeMethod } from './conditional';
import type { Credentials } from './credential';
import { pageError } from './page-error';
import { NativePromise, promiseOf, rejection, whenSettled } from './primordials';

/** Performs a converted call of create() or get(). */
export type Perform = (call: Call, native: NativeMethod) => Promise<Credential | null>;

/**
 * At most one public-key ceremony in a document, as in Chromium; only a conditional get() gives way to another
 * call, and goes on when that one fails.
 */
export function ceremonies(channel: Channel, credentials: Credentials): Perform {
  let busy = false;
  let paused = false;
  let waiting: Conditional | null = null;

  function modal(call: Call, native: NativeMethod): Promise<Credential | null> {
    busy = true;
    paused = true;
    waiting?.pause();
    return new NativePromise((resolve, reject) => {
      let ended = false;
      let withdraw = () => {};

      function end(): boolean {
        if (ended) return false;
        ended = true;
        busy = false;
        stopListening();
        return true;
      }
      function succeed(credential: Credential | null): void {
        if (end()) resolve(credential);
      }
      function fail(reason: unknown): void {
        if (!end()) return;
        reject(reason);
        paused = false;
        waiting?.resume();
      }

      // Rejects at once and with the very reason; the browser's own method, where it runs by now, hears it itself.
      const stopListening = onAbort(call.signal, () => {
        withdraw();
        fail(abortReason(call.signal));
      });
      withdraw = channel.ask(call.question, (outcome) => {
        if (outcome.kind === 'response') succeed(credentials.of(call.question.type, outcome.response));
        else if (outcome.kind === 'error') fail(pageError(outcome.name, outcome.message));
        else
          whenSettled(
            promiseOf(() => native(call.nativeOptions())),
            succeed,
            fail,
          );
      });
    });
  }

  function offer(call: Call, native: NativeMethod): Promise<Credential | null> {
    paused = false;
    const mine = conditional(call, native, { channel, credentials }, () => {
      if (waiting === mine) waiting = null;
    });
    waiting = mine;
    return mine.settled;
  }

  return (call, native) => {
    const { signal, mediation, question } = call;
    const isGet = question.type === 'get';
    if (signal && isAborted(signal)) return rejection(abortReason(signal));
    // A passkey is never used without the person (§sctn-discover-from-external-source).
    if (isGet && mediation === 'silent') return promiseOf(() => null);
    const isConditional = isGet && mediation === 'conditional';
    if (busy || (isConditional && waiting && !paused))
      return rejection(pageError('OperationError', 'A request is already pending.'));
    return isConditional ? offer(call, native) : modal(call, native);
  };
}
