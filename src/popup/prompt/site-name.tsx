import { hostParts } from '../host-parts';

/** A host with the part standing out that says whose it is; ASCII only, left to right in every language (D40). */
export function SiteName({ origin, site }: { origin: string; site: string }) {
  const parts = hostParts(origin, site);
  return (
    <bdi class="site-name" dir="ltr">
      {parts.before && <span>{parts.before}</span>}
      <strong>{parts.site}</strong>
      {parts.after && <span>{parts.after}</span>}
    </bdi>
  );
}
