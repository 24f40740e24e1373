/**
 * Border 1: the page's world (hostile) and the bridge in the isolated world of the same frame, over one private
 * MessagePort handed over at document_start. Structured clone; only plain objects of strings, numbers, booleans.
 */
import type { CreateRequest, GetRequest } from '../core/client/client';
import type { PageErrorName } from '../core/webauthn/error';
import type { Base64url } from '../core/webauthn/options';
import type { Assertion, Registration } from '../core/webauthn/response';

export type PageRequest =
  | { readonly type: 'create'; readonly id: number; readonly request: CreateRequest }
  | { readonly type: 'get'; readonly id: number; readonly request: GetRequest }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'capabilities'; readonly id: number }
  | { readonly type: 'signal'; readonly id: number; readonly signal: CredentialSignal };

/** What a site tells of its credentials (§sctn-signal-methods); ids are valid base64url. Never answered to the page. */
export type CredentialSignal =
  | { readonly method: 'unknownCredential'; readonly rpId: string; readonly credentialId: Base64url }
  | {
      readonly method: 'allAcceptedCredentials';
      readonly rpId: string;
      readonly userId: Base64url;
      readonly allAcceptedCredentialIds: readonly Base64url[];
    }
  | {
      readonly method: 'currentUserDetails';
      readonly rpId: string;
      readonly userId: Base64url;
      readonly name: string;
      readonly displayName: string;
    };

/** How a ceremony ends for the page. `native`: the page's script calls the browser's own method. */
export type PageOutcome =
  | { readonly kind: 'response'; readonly response: Registration | Assertion }
  | { readonly kind: 'native' }
  | { readonly kind: 'error'; readonly name: PageErrorName; readonly message: string };

/** Client capabilities that Latchkey has (§enum-clientCapability); the page's script adds the browser's own. */
export type Capabilities = { readonly [capability: string]: boolean };

/** How a static call ends. `native`: Latchkey has nothing to add. */
export type StaticOutcome =
  | { readonly kind: 'capabilities'; readonly capabilities: Capabilities }
  | { readonly kind: 'native' };

/** `heard` comes at once and says that the bridge lives; the outcome ends the request. */
export type BridgeReply =
  | { readonly id: number; readonly heard: true }
  | { readonly id: number; readonly outcome: PageOutcome | StaticOutcome };
