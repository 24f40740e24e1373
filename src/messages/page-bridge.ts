/**
 * Border 1: the page's world (hostile) and the bridge in the isolated world of the same frame, over one private
 * MessagePort handed over at document_start. Structured clone; only plain objects of strings, numbers, booleans.
 */
import type { CreateRequest, GetRequest } from '../core/client/client';
import type { PageErrorName } from '../core/webauthn/error';
import type { Assertion, Registration } from '../core/webauthn/response';

export type PageRequest =
  | { readonly type: 'create'; readonly id: number; readonly request: CreateRequest }
  | { readonly type: 'get'; readonly id: number; readonly request: GetRequest }
  | { readonly type: 'abort'; readonly id: number };

/** How a ceremony ends for the page. `native`: the page's script calls the browser's own method. */
export type PageOutcome =
  | { readonly kind: 'response'; readonly response: Registration | Assertion }
  | { readonly kind: 'native' }
  | { readonly kind: 'error'; readonly name: PageErrorName; readonly message: string };

export type BridgeReply = { readonly id: number; readonly outcome: PageOutcome };
