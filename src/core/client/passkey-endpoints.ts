import { registrableDomain } from './domain';

/** Pages that a site names for its passkeys in `/.well-known/passkey-endpoints`; null where it names none. */
export type PasskeyEndpoints = {
  readonly enroll: string | null;
  readonly manage: string | null;
  /** Explains what the site encrypts with a passkey's prf, so that nobody deletes one unwarned. */
  readonly prfUsageDetails: string | null;
};

/** What came back; null where nothing did. Redirects are not followed. */
export type EndpointsAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
};

const LONGEST = 2048;

/**
 * Reads the file (https://www.w3.org/TR/passkey-endpoints/). Null where there is none, or none that can be trusted
 * to be one. A page must be https and of the RP ID's own site: the file may send a person nowhere else.
 */
export function readPasskeyEndpoints(rpId: string, answer: EndpointsAnswer | null): PasskeyEndpoints | null {
  if (answer?.status !== 200 || !/^application\/json\s*(;|$)/i.test(answer.contentType)) return null;
  const file = parseObject(answer.text);
  if (!file) return null;
  const page = (name: keyof PasskeyEndpoints) =>
    Object.hasOwn(file, name) ? pageOf(rpId, file[name]) : null;
  return { enroll: page('enroll'), manage: page('manage'), prfUsageDetails: page('prfUsageDetails') };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function pageOf(rpId: string, value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST || !URL.canParse(value)) return null;
  const { protocol, hostname, username, password, href } = new URL(value);
  if (protocol !== 'https:' || username !== '' || password !== '') return null;
  const site = registrableDomain(rpId);
  return hostname === rpId || (site !== null && registrableDomain(hostname) === site) ? href : null;
}
