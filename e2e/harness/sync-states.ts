import type { SyncStatus } from '../../src/messages/surface-background';

const DEVICES: SyncStatus['devices'] = [
  { id: 'AAAAAAAAAAAAAAAA', name: 'Chrome on Linux', isThis: true, lastSeen: null, hasLeft: false },
  { id: 'BBBBBBBBBBBBBBBB', name: 'Firefox on Windows', isThis: false, lastSeen: 1, hasLeft: false },
  { id: 'CCCCCCCCCCCCCCCC', name: 'The old laptop', isThis: false, lastSeen: 1, hasLeft: true },
];

/**
 * How sync can stand, each as the sync page may have to show it. `now`: ms since the epoch; `ids`: of passkeys that
 * are in doubt.
 */
export function syncStates(now: number, ids: readonly string[]): Readonly<Record<string, SyncStatus>> {
  const well: SyncStatus = {
    ...{ place: 'webdav', address: 'https://cloud.example/remote.php/dav/files/ada', state: 'up-to-date' },
    user: 'ada',
    ...{ reason: null, lastAt: now - 60_000, progress: null, fullness: null, proven: true, held: 0 },
    ...{ code: '407 291 883', warnings: [], inDoubt: [], allowed: true },
    devices: DEVICES.map((device) => ({
      ...device,
      lastSeen: device.lastSeen && now - 3 * 3_600_000,
    })),
  };
  const account: SyncStatus = { ...well, place: 'browser', address: '', user: '' };
  const off: SyncStatus = { ...account, place: 'none', state: 'off', devices: [], code: null };
  return {
    'up-to-date': well,
    syncing: { ...well, state: 'syncing', progress: 0.4, code: null },
    'browser-account': { ...account, fullness: 0.86, proven: false, devices: DEVICES.slice(0, 1) },
    waiting: { ...well, state: 'waiting', reason: 'offline' },
    trouble: { ...well, state: 'trouble', reason: 'full' },
    unauthorized: { ...well, state: 'trouble', reason: 'unauthorized' },
    held: { ...well, state: 'held', held: 14 },
    moved: { ...well, state: 'moved' },
    removed: { ...well, state: 'removed' },
    'in-doubt': { ...well, inDoubt: ids },
    warned: {
      ...well,
      warnings: [
        { kind: 'rolled-back', device: 'Firefox on Windows', at: 1 },
        { kind: 'restored', device: 'Chrome on Linux', at: 2 },
      ],
    },
    forbidden: { ...off, allowed: false },
  };
}
