import { useEffect } from 'preact/hooks';
import { attempt } from '../notice';
import { askForSites, readSiteAccess, siteAccess } from '../site-access';
import { text } from '../text';
import { Icon } from './icon';

/** Without access to sites nothing works, and only the person can give it; nothing where it is given. */
export function SiteAccessStep() {
  useEffect(() => void attempt(readSiteAccess), []);
  if (siteAccess.value !== false) return null;
  return (
    <li data-step="site-access">
      <Icon name="site" />
      <div>
        <strong>{text('accessTitle')}</strong>
        <p>{text('accessText')}</p>
        <button type="button" data-action="allow-sites" onClick={() => void attempt(askForSites)}>
          {text('accessGive')}
        </button>
      </div>
    </li>
  );
}
