import { abortable, abortReason, onAbort } from './abort-signal';
import type { Call } from './calls';
import type { Channel } from './channel';
import type { Credentials } from './credential';
import { NativePromise, promiseOf, whenSettled } from './primordials';

/** The browser's own create() or get(), as it was before. */
export type NativeMethod = (options: object) => Promise<Credential | null>;

/** A conditional get() that waits for the person to choose. */
export type Conditional = {
  readonly settled: Promise<Credential | null>;
  /** Stops offering, here and in the browser, while another ceremony has the document; the promise stays open. */
  readonly pause: () => void;
  readonly resume: () => void;
};

/**
 * Conditional mediation (§GetAssn-ConditionalMediation-Interact-FormControl): Latchkey's offer runs beside the
 * browser's. The first credential wins and ends the other. Failures of ours are the browser's business: it goes on
 * alone, and with its own failure the promise is rejected once ours is over too.
 */
export function conditional(
  call: Call,
  native: NativeMethod,
  { channel, credentials }: { readonly channel: Channel; readonly credentials: Credentials },
  ended: () => void,
): Conditional {
  let stop: (() => void) | null = null;
  let over = false;
  let pause: () => void = () => {};
  let resume: () => void = () => {};

  const settled = new NativePromise<Credential | null>((resolve, reject) => {
    function end(): void {
      over = true;
      pause();
      stopListening();
      ended();
    }
    function succeed(credential: Credential | null): void {
      end();
      resolve(credential);
    }
    function fail(reason: unknown): void {
      end();
      reject(reason);
    }

    const stopListening = onAbort(call.signal, () => fail(abortReason(call.signal)));

    pause = () => {
      stop?.();
      stop = null;
    };
    resume = () => {
      if (over || stop) return;
      const { signal, abort } = abortable();
      let stopped = false;
      let ours = true;
      let failure: { readonly reason: unknown } | null = null;
      let withdraw = () => {};
      stop = () => {
        stopped = true;
        withdraw();
        abort();
      };
      whenSettled(
        promiseOf(() => native(call.nativeOptions(signal))),
        (credential) => {
          if (!stopped) succeed(credential);
        },
        (reason) => {
          if (stopped) return;
          if (ours) failure = { reason };
          else fail(reason);
        },
      );
      withdraw = channel.ask(call.question, (outcome) => {
        ours = false;
        if (outcome.kind === 'response') succeed(credentials.of(call.question.type, outcome.response));
        else if (failure) fail(failure.reason);
      });
    };
    resume();
  });

  return { settled, pause: () => pause(), resume: () => resume() };
}
