import * as v from 'valibot';
import { type SessionList, sessionList } from '../session-list';
import type { SessionArea } from '../vault/vault';

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
  /** Where the person picked it; null while it only stands. */
  picked: v.nullable(v.picklist(['popup', 'browser'])),
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
