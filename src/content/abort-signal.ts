import { typeError } from './page-error';
import { apply, knownGetterOf } from './primordials';

export const isAborted = knownGetterOf<boolean>(AbortSignal.prototype, 'aborted');
export const abortReason: (signal: unknown) => unknown = knownGetterOf(AbortSignal.prototype, 'reason');

const signalOf = knownGetterOf<AbortSignal>(AbortController.prototype, 'signal');
const { abort: nativeAbort } = AbortController.prototype;
const { addEventListener, removeEventListener } = EventTarget.prototype;
const NativeAbortController = AbortController;

/** WebIDL's conversion to AbortSignal, of any realm. */
export function abortSignal(value: unknown): AbortSignal {
  try {
    isAborted(value);
  } catch {
    throw typeError("Failed to read the 'signal' property: The provided value is not of type 'AbortSignal'.");
  }
  return value as AbortSignal;
}

/** Runs `abort` once the signal is aborted; the result stops listening. A forged event does nothing. */
export function onAbort(signal: AbortSignal | undefined, abort: () => void): () => void {
  if (!signal) return () => {};
  const listener = () => {
    if (isAborted(signal)) abort();
  };
  apply(addEventListener, signal, ['abort', listener]);
  return () => apply(removeEventListener, signal, ['abort', listener]);
}

/** A signal of our own for the browser's method, and what aborts it. */
export function abortable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new NativeAbortController();
  return { signal: signalOf(controller), abort: () => apply(nativeAbort, controller, []) };
}
