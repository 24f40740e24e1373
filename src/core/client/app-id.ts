import { CeremonyError } from '../webauthn/error';
import { effectiveDomain, isCanonicalDomain, registrableDomain } from './domain';

/**
 * Whether the caller may speak for an AppID (§sctn-appid-extension, §sctn-appid-exclude-extension). Browsers
 * compare registrable domains instead of fetching the AppID's list of facets. Throws SecurityError. Empty stands
 * for the caller's own origin; undefined: not asked for.
 */
export function checkAppIdAuthorized(appId: string | undefined, origin: string): void {
  if (appId === undefined || appId === '') return;
  const url = URL.canParse(appId) ? new URL(appId) : null;
  const domain = effectiveDomain(origin);
  if (url?.protocol === 'https:' && domain !== null && isSameSite(url.hostname, domain)) return;
  throw new CeremonyError('SecurityError', 'extension-invalid');
}

function isSameSite(host: string, domain: string): boolean {
  if (host === domain) return true;
  const site = isCanonicalDomain(host) ? registrableDomain(host) : null;
  return site !== null && site === registrableDomain(domain);
}
