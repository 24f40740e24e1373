import { useEffect } from 'preact/hooks';
import { attempt } from '../notice';
import { readSiteAccess, siteAccess } from '../site-access';
import { Icon } from './icon';
import { SiteAccessGrant } from './site-access-grant';

/** At the end of the welcome; nothing where access is given. */
export function SiteAccessStep() {
  useEffect(() => void attempt(readSiteAccess), []);
  if (siteAccess.value !== false) return null;
  return (
    <li data-step="site-access">
      <Icon name="site" />
      <div>
        <SiteAccessGrant />
      </div>
    </li>
  );
}
