import * as v from 'valibot';
import { type SessionList, sessionList } from '../session-list';
import type { SessionArea } from '../vault/vault';

const picked = v.object({
  /** `browser`: by its own means, a key or a menu; the prompt then opens where prompts do. */
  from: v.picklist(['popup', 'browser']),
  /** Credential id of the account that was named, in base64url. */
  account: v.nullable(v.string()),
});

/** How the person picked a request. */
export type Picked = v.InferOutput<typeof picked>;

const standingRequest = v.object({
  /** The bridge's id of the request. */
  id: v.string(),
  tabId: v.number(),
  documentId: v.string(),
  frameId: v.number(),
  origin: v.string(),
  rpId: v.string(),
  /** Credential ids that the site allows, in base64url; null for any. */
  allow: v.nullable(v.array(v.string())),
  /** Whether answering it will verify the person. */
  verify: v.boolean(),
  /** Null while it only stands. */
  picked: v.nullable(picked),
});

/**
 * A conditional get() that waits for the person. All that is kept of it: the request itself stays with the bridge
 * of its document, so that nothing keeps the worker awake.
 */
export type StandingRequest = v.InferOutput<typeof standingRequest>;
export type StandingRequests = SessionList<StandingRequest>;

export function standingRequests(session: SessionArea): StandingRequests {
  return sessionList(session, { key: 'standing', item: standingRequest, max: 100 });
}
