import type { Settings } from '../messages/surface-background';
import type { FrameSender } from './sender';

/**
 * Whether Latchkey stays out of this frame's site: the person keeps it out of that or of the page that it stands in,
 * or the organisation does not let it in.
 */
export function isExcluded(
  settings: Pick<Settings, 'excluded-sites' | 'allowed-sites'>,
  { origin, tabUrl }: Pick<FrameSender, 'origin' | 'tabUrl'>,
): boolean {
  const { 'excluded-sites': excluded } = settings;
  if (!isAllowed(settings, origin)) return true;
  return [hostOf(origin), hostOf(tabUrl)].some((name) => name !== null && excluded.includes(name));
}

/** Whether the organisation lets Latchkey into the site. */
export function isAllowed(
  { 'allowed-sites': allowed }: Pick<Settings, 'allowed-sites'>,
  origin: string,
): boolean {
  const host = hostOf(origin);
  return allowed === null || (host !== null && allowed.some((site) => isWithin(host, site)));
}

/** By whole labels: `a.example.org` lies within `example.org`, `badexample.org` does not. */
function isWithin(host: string, site: string): boolean {
  return host === site || host.endsWith(`.${site}`);
}

/** The host by which sites are excluded; null where the address has none or is not for us to see. */
export function hostOf(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? hostname : null;
}
