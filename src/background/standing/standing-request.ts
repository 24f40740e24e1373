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

const entry = v.object({
  /** The bridge's id of the request. */
  id: v.string(),
  tabId: v.number(),
  documentId: v.string(),
  frameId: v.number(),
  /** Null while it only stands. */
  picked: v.nullable(picked),
});

/**
 * That a conditional get() waits for the person. All that is stored of it: the request itself stays with the bridge
 * of its document, so that nothing keeps the worker awake, and no storage of a locked vault tells the site.
 */
export type StandingEntry = v.InferOutput<typeof entry>;

/** What it asks, in the memory of the worker that its document told. */
export type Asked = {
  readonly origin: string;
  readonly rpId: string;
  /** Credential ids that the site allows, in base64url; null for any. */
  readonly allow: readonly string[] | null;
  /** Whether answering it will verify the person. */
  readonly verify: boolean;
};

export type StandingRequest = StandingEntry & Asked;
export type StandingRequests = SessionList<StandingEntry>;

export function standingRequests(session: SessionArea): StandingRequests {
  return sessionList(session, { key: 'standing', item: entry, max: 100 });
}
