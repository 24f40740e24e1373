import type { PageErrorName } from '../core/webauthn/error';
import { define, getOwnPropertyDescriptor, NativeDOMException, NativeTypeError } from './primordials';

/** A TypeError of the page's realm that tells nothing of where it was made (D27). */
export function typeError(message: string): TypeError {
  const error = new NativeTypeError(message);
  if (getOwnPropertyDescriptor(error, 'stack')) define(error, 'stack', `TypeError: ${message}`);
  return error;
}

/** What a ceremony may show to the page: a DOMException or TypeError of the page's realm. */
export function pageError(name: PageErrorName, message: string): Error {
  return name === 'TypeError' ? typeError(message) : new NativeDOMException(message, name);
}
