/**
 * Border 2: the bridge of a frame and the background, over one extension port per ceremony. Who asks is read
 * from the port's `sender`, never from here. When the worker dies the bridge opens a new port with the same id.
 */
import * as v from 'valibot';
import type { CreateRequest, GetRequest } from '../core/client/client';
import type { CredentialSignal, PageOutcome, StaticOutcome } from './page-bridge';

export { CEREMONY_PORT, STATICS_PORT } from './port-names';

/** The largest number of entries taken in any list, before the standard's own limit of 64 applies. */
const MAX_LIST = 1024;
const MAX_TEXT = 100_000;
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));
const base64url = v.pipe(text, v.regex(/^[\w-]*$/));
const optional = <S extends v.GenericSchema>(schema: S) => v.exactOptional(schema);
const list = <S extends v.GenericSchema>(schema: S) => v.pipe(v.array(schema), v.maxLength(MAX_LIST));

const descriptor = v.object({ type: text, id: base64url, transports: optional(list(text)) });
const prfValues = v.object({ first: base64url, second: optional(base64url) });

const extensions = v.object({
  appid: optional(text),
  appidExclude: optional(text),
  credProps: optional(v.boolean()),
  prf: optional(
    v.object({ eval: optional(prfValues), evalByCredential: optional(v.record(text, prfValues)) }),
  ),
  largeBlob: optional(
    v.object({ support: optional(text), read: optional(v.boolean()), write: optional(base64url) }),
  ),
  credentialProtectionPolicy: optional(text),
  enforceCredentialProtectionPolicy: optional(v.boolean()),
  credBlob: optional(base64url),
  getCredBlob: optional(v.boolean()),
  minPinLength: optional(v.boolean()),
  hmacCreateSecret: optional(v.boolean()),
  payment: optional(v.object({ isPayment: v.boolean() })),
});

const mediation = v.picklist(['silent', 'optional', 'conditional', 'required']);

const createRequest = v.object({
  mediation,
  options: v.object({
    rp: v.object({ id: optional(text), name: text }),
    user: v.object({ id: base64url, name: text, displayName: text }),
    challenge: base64url,
    pubKeyCredParams: list(v.object({ type: text, alg: v.pipe(v.number(), v.integer()) })),
    timeout: optional(v.number()),
    excludeCredentials: list(descriptor),
    authenticatorSelection: optional(
      v.object({
        authenticatorAttachment: optional(text),
        residentKey: optional(text),
        requireResidentKey: v.boolean(),
        userVerification: text,
      }),
    ),
    hints: list(text),
    attestation: text,
    attestationFormats: list(text),
    extensions,
  }),
}) satisfies v.GenericSchema<unknown, CreateRequest>;

const getRequest = v.object({
  mediation,
  uiMode: optional(text),
  options: v.object({
    challenge: base64url,
    timeout: optional(v.number()),
    rpId: optional(text),
    allowCredentials: list(descriptor),
    userVerification: text,
    hints: list(text),
    extensions,
  }),
}) satisfies v.GenericSchema<unknown, GetRequest>;

/** What only the frame itself knows, read in the isolated world when the page's request arrives. */
const frame = v.object({
  policyAllows: v.nullable(v.boolean()),
  userActivation: v.boolean(),
  /** Null where the browser has no location.ancestorOrigins. */
  ancestorOrigins: v.nullable(list(text)),
});

const id = v.pipe(v.string(), v.uuid());

export const bridgeMessage = v.variant('type', [
  v.object({ type: v.literal('create'), id, request: createRequest, frame }),
  v.object({ type: v.literal('get'), id, request: getRequest, frame }),
  v.object({ type: v.literal('abort') }),
  /** A request that stands, and so has no port, is given up; only its own document can. */
  v.object({ type: v.literal('withdraw'), id }),
]);

export type BridgeMessage = v.InferOutput<typeof bridgeMessage>;
export type FrameFacts = v.InferOutput<typeof frame>;

/**
 * The one message that the background sends; the bridge then closes the port. `standing`: a conditional get() that
 * waits for the person. It needs no port, which would keep waking the worker; the bridge keeps the request.
 */
export type BackgroundMessage =
  | { readonly type: 'outcome'; readonly outcome: PageOutcome }
  | { readonly type: 'standing' };

/**
 * Sent to a document, by tabs.sendMessage, about a request of it that stands; answered with true where it does.
 * `resume`: the person picked it, so the bridge opens a port for it again. `stands`: only asks.
 */
export type FrameMessage = { readonly type: 'resume' | 'stands'; readonly id: string };

const signal = v.variant('method', [
  v.object({ method: v.literal('unknownCredential'), rpId: text, credentialId: base64url }),
  v.object({
    method: v.literal('allAcceptedCredentials'),
    rpId: text,
    userId: base64url,
    allAcceptedCredentialIds: list(base64url),
  }),
  v.object({
    method: v.literal('currentUserDetails'),
    rpId: text,
    userId: base64url,
    name: text,
    displayName: text,
  }),
]) satisfies v.GenericSchema<unknown, CredentialSignal>;

/**
 * The one message of a frame over STATICS_PORT. `capabilities` is answered by one StaticMessage; `signal` is not
 * answered. A port closed without an answer leaves the call to the browser.
 */
export const staticRequest = v.variant('type', [
  v.object({ type: v.literal('capabilities') }),
  v.object({ type: v.literal('signal'), signal }),
]);

export type StaticRequest = v.InferOutput<typeof staticRequest>;
export type StaticMessage = { readonly type: 'outcome'; readonly outcome: StaticOutcome };
