import { utf8 } from '../bytes';
import { isCanonicalDomain, registrableDomain } from './domain';

/** What came of fetching a related-origins file. */
export type WellKnownResponse = {
  /** HTTP status of the last hop. */
  readonly status: number;
  /** Value of the Content-Type header; null where there is none. */
  readonly contentType: string | null;
  /** URL after redirects. */
  readonly finalUrl: string;
  readonly text: string;
};

/**
 * Fetches `wellKnownUrl(rpId)` without credentials and without referrer, for at most RELATED_ORIGINS_MS and
 * RELATED_ORIGINS_BYTES, following redirects over https only. Null, or a rejection, where that fails.
 */
export type FetchWellKnown = (rpId: string) => Promise<WellKnownResponse | null>;

/** The fetch takes no longer than this, in milliseconds; the same as in Chromium. */
export const RELATED_ORIGINS_MS = 10_000;
/** A longer file is refused; the same limit as in Chromium. */
export const RELATED_ORIGINS_BYTES = 256 * 1024;
/** The standard asks for at least this many, and this is what Chromium supports: sites cannot rely on more. */
const MAX_LABELS = 5;

export function wellKnownUrl(rpId: string): string {
  return `https://${rpId}/.well-known/webauthn`;
}

/**
 * The related origins validation procedure (§sctn-validating-relation-origin). False wherever the standard throws,
 * too: both end in a SecurityError. Never rejects; whoever aborts asks the signal afterwards.
 */
export async function isRelatedOrigin(
  callerOrigin: string,
  rpId: string,
  fetchWellKnown: FetchWellKnown,
): Promise<boolean> {
  const response = await fetchWellKnown(rpId).catch(() => null);
  const origins = response === null ? null : relatedOriginsIn(response);
  return origins !== null && listsOrigin(origins, callerOrigin);
}

/** The `origins` of a well-formed related-origins file; null if anything about the response is not as it must be. */
function relatedOriginsIn(response: WellKnownResponse): readonly string[] | null {
  const { status, contentType, finalUrl, text } = response;
  if (status !== 200 || !finalUrl.startsWith('https://') || !isJson(contentType)) return null;
  if (text.length > RELATED_ORIGINS_BYTES || utf8(text).length > RELATED_ORIGINS_BYTES) return null;
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof file !== 'object' || file === null) return null;
  const { origins }: { readonly origins?: unknown } = file;
  if (!Array.isArray(origins)) return null;
  return origins.every((origin): origin is string => typeof origin === 'string') ? origins : null;
}

/** The standard's loop: labels beyond the limit are skipped, they do not end the search. */
function listsOrigin(origins: readonly string[], callerOrigin: string): boolean {
  const labelsSeen = new Set<string>();
  for (const item of origins) {
    const origin = URL.canParse(item) ? new URL(item).origin : 'null';
    const label = registrableOriginLabel(origin);
    if (label === null || (labelsSeen.size >= MAX_LABELS && !labelsSeen.has(label))) continue;
    if (origin === callerOrigin) return true;
    if (labelsSeen.size < MAX_LABELS) labelsSeen.add(label);
  }
  return false;
}

/** `example` for https://www.example.co.uk; null for opaque origins, IP addresses and bare public suffixes. */
function registrableOriginLabel(origin: string): string | null {
  if (origin === 'null') return null;
  const { hostname } = new URL(origin);
  const domain = isCanonicalDomain(hostname) ? registrableDomain(hostname) : null;
  return domain?.split('.')[0] ?? null;
}

/** By essence: parameters do not matter. */
function isJson(contentType: string | null): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}
