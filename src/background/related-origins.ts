import * as v from 'valibot';
import { readBounded } from './read-bounded';
import type { SessionArea } from './vault/vault';

/** What came back for `https://RPID/.well-known/webauthn`; null where nothing did. */
export type WellKnownAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly finalUrl: string;
  readonly text: string;
};

/** A file larger than this is refused; bytes. */
const MAX_SIZE = 256 * 1024;
/** A server that takes longer than this is refused; ms. */
const MAX_TIME = 10_000;

/**
 * Fetches the related-origins file without cookies and without a referrer (§sctn-validating-relation-origin).
 * Any failure is null: the caller then refuses. An http hop in between cannot be seen here, but the browser's
 * mixed-content rule does not cover a worker's fetch, so the final address is checked by the core.
 */
export async function fetchWellKnown(rpId: string, signal: AbortSignal): Promise<WellKnownAnswer | null> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(MAX_TIME)]);
  try {
    const response = await fetch(`https://${rpId}/.well-known/webauthn`, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'follow',
      signal: bounded,
    });
    const text = await readBounded(response, MAX_SIZE);
    if (text === null) return null;
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, finalUrl: response.url, text };
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

const KEY = 'related-origins';
const verdicts = v.fallback(v.record(v.string(), v.boolean()), {});
/** Enough for a day of browsing; then it starts afresh. */
const MAX_VERDICTS = 500;

type IsRelated = (origin: string, rpId: string, signal: AbortSignal) => Promise<boolean>;

export type RelatedOrigins = {
  readonly isRelated: IsRelated;
  /** The vault locked: where the person was is nobody's to know. */
  forget(): Promise<void>;
};

/**
 * Remembers what was found while the vault is open; a locked one leaves no trace of where it was asked. Refusals are
 * not kept, for a site may mend its file.
 */
export function relatedOrigins(
  session: SessionArea,
  isUnlocked: () => Promise<boolean>,
  look: IsRelated,
): RelatedOrigins {
  return {
    forget: () => session.remove(KEY),

    async isRelated(origin, rpId, signal) {
      const key = `${origin} ${rpId}`;
      const known = v.parse(verdicts, (await session.get(KEY)) ?? {});
      if (known[key]) return true;
      const related = await look(origin, rpId, signal);
      if (related && (await isUnlocked())) {
        const kept = Object.keys(known).length < MAX_VERDICTS ? known : {};
        await session.set(KEY, { ...kept, [key]: true });
      }
      return related;
    },
  };
}
