import type { Settings } from '../messages/surface-background';
import type { FrameSender } from './sender';

/** Whether the person keeps Latchkey out of this frame's site, or of the page that it stands in. */
export function isExcluded(
  settings: Settings,
  { origin, tabUrl }: Pick<FrameSender, 'origin' | 'tabUrl'>,
): boolean {
  const excluded = settings['excluded-sites'];
  return [origin, tabUrl].some((address) => {
    const host = hostOf(address);
    return host !== null && excluded.includes(host);
  });
}

/** The host by which sites are excluded; null where the address has none or is not for us to see. */
export function hostOf(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? hostname : null;
}
