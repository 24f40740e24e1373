import { browser } from '../../browser';
import type { Remote } from '../../core/sync/remote';
import { platform } from '../platform';
import { browserRemote, fullness, type SyncArea } from './browser-remote';
import type { Place } from './place';
import { webdavRemote } from './webdav-remote';

const area: SyncArea = {
  get: (keys) => browser.storage.sync.get(keys),
  set: (items) => browser.storage.sync.set(items),
  remove: (keys) => browser.storage.sync.remove(keys),
};

/** The place that a person chose, as sync knows it. `signal` ends what is under way there. */
export function remoteAt(place: Place, signal: AbortSignal): Remote {
  if (place.kind === 'browser') return browserRemote(area);
  const folder = new URL(place.url);
  return webdavRemote({
    folder,
    user: place.user,
    password: place.password,
    fetch: (...request) => fetch(...request),
    random: platform.random,
    isOnline: () => navigator.onLine,
    isAllowed: () => browser.permissions.contains({ origins: [`${folder.protocol}//${folder.hostname}/*`] }),
    signal,
  });
}

export async function fullnessOf(place: Place): Promise<number | null> {
  return place.kind === 'browser' ? fullness(area) : null;
}

/** What this device is called until the person names it, such as "Firefox on Linux". */
export async function deviceName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  const systems: Record<string, string> = {
    mac: 'Mac',
    win: 'Windows',
    linux: 'Linux',
    cros: 'ChromeOS',
    android: 'Android',
  };
  const agent = navigator.userAgent;
  const name = /Firefox\//.test(agent) ? 'Firefox' : /Edg\//.test(agent) ? 'Edge' : 'Chrome';
  return `${name} · ${systems[os] ?? os}`;
}
