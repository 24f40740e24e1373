import { expect, test } from 'vitest';
import type { SyncStatus } from '../../messages/surface-background';
import { notingSync } from './noting';

const off: SyncStatus = {
  ...{
    place: 'none',
    address: '',
    user: '',
    state: 'off',
    reason: null,
    lastAt: null,
    progress: null,
    fullness: null,
  },
  ...{ proven: false, held: 0, code: null, devices: [], warnings: [], inDoubt: [], allowed: true },
};
const device = { id: 'a', name: 'A', isThis: true, lastSeen: 1, hasLeft: false };
const on: SyncStatus = { ...off, place: 'webdav', state: 'up-to-date', devices: [device] };
const locked: SyncStatus = { ...off, state: 'waiting' };

test('what changes is noted once, and a locked vault changes nothing', () => {
  const noted: string[] = [];
  const tell = notingSync(({ reason, result }) => void noted.push(`${reason} ${result}`));
  const two = { ...on, devices: [device, { ...device, id: 'b' }] };
  const stopped: SyncStatus = { ...two, state: 'trouble', reason: 'full' };
  const faulty: SyncStatus = { ...two, warnings: [{ kind: 'missing', device: 'A', at: 1 }] };
  for (const status of [
    off,
    on,
    on,
    locked,
    on,
    two,
    stopped,
    stopped,
    two,
    faulty,
    locked,
    faulty,
    on,
    off,
    off,
  ])
    tell(status);
  expect(noted).toEqual([
    ...['sync-connected done', 'sync-device-joined done', 'sync-stopped failed'],
    ...['sync-place-faulty failed', 'sync-device-removed done', 'sync-disconnected done'],
  ]);
});
