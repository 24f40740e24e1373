import type { SiteResults } from '../../messages/surface/site';
import type { LeftToBrowser } from '../left-to-browser';
import { passkeyEndpoints } from '../passkey-endpoints';
import type { HandlersFor } from '../router';
import type { SettingsStore } from '../settings';
import { siteStatus } from '../site-status';

export function siteHandlers(settings: SettingsStore, left: LeftToBrowser): HandlersFor<SiteResults> {
  return {
    'site-status': ({ tabId }) => siteStatus(tabId, settings, left),
    'site-exclude': async ({ host, excluded }) => {
      await settings.update(({ 'excluded-sites': sites }) => ({
        'excluded-sites': excluded
          ? [...new Set([...sites, host])].sort()
          : sites.filter((site) => site !== host),
      }));
      return null;
    },
    'site-endpoints': ({ rpId }) => passkeyEndpoints(rpId),
  };
}
