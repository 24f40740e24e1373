import type { Platform } from '../../core/platform';
import { comparisonCode } from '../../core/sync/comparison';
import { deletedYetChanged } from '../../core/sync/conflicts';
import type { Working } from '../../core/sync/working';
import type { SyncStatus } from '../../messages/surface-background';
import type { Place } from './place';
import { type Outcome, passesByItself } from './trouble';

export type Known = {
  readonly platform: Platform;
  readonly now: { readonly place: Place; readonly work: Working } | null;
  readonly outcome: Outcome;
  readonly allowed: boolean;
  readonly isOn: boolean;
  readonly fullness: number | null;
  readonly progress: number | null;
};

const OFF: SyncStatus = {
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

/** How sync stands, for the person. */
export async function statusOf(known: Known): Promise<SyncStatus> {
  const { platform, now, outcome, allowed, isOn, fullness, progress } = known;
  if (!now) return { ...OFF, allowed, state: isOn ? 'waiting' : 'off', lastAt: outcome.lastAt };
  const { replica, entries } = now.work;
  const warnings = replica.faults
    .filter(({ seen }) => !seen)
    .map(({ kind, name, at }) => ({ kind, device: name, at }));
  return {
    place: now.place.kind,
    address: now.place.kind === 'webdav' ? shown(now.place.url) : '',
    user: now.place.kind === 'webdav' ? now.place.user : '',
    state: stateOf(known, now.work),
    reason: outcome.result === 'failed' ? outcome.reason : null,
    lastAt: outcome.lastAt,
    ...{ progress, fullness, allowed, warnings },
    proven: replica.peers.length > 0,
    held: replica.held,
    code: progress === null ? await comparisonCode(platform, replica, entries) : null,
    devices: devicesOf(now.work),
    inDoubt: deletedYetChanged(entries),
  };
}

function stateOf({ outcome, progress }: Known, { replica }: Working): SyncStatus['state'] {
  if (progress !== null) return 'syncing';
  const moved = replica.peers.find(({ status }) => status === 'moved');
  if (moved) return moved.removed.includes(replica.device) ? 'removed' : 'moved';
  if (replica.held > 0) return 'held';
  if (outcome.result === 'failed') return passesByItself(outcome.reason) ? 'waiting' : 'trouble';
  return outcome.result === 'none' ? 'waiting' : 'up-to-date';
}

function devicesOf({ replica }: Working): SyncStatus['devices'] {
  const { device, name, log } = replica;
  const mine = { id: device, name, isThis: true, lastSeen: log.at === 0 ? null : log.at, hasLeft: false };
  const others = replica.peers.map((peer) => ({
    ...{
      id: peer.device,
      name: peer.name,
      isThis: false,
      lastSeen: peer.at,
      hasLeft: peer.status === 'left',
    },
  }));
  return [mine, ...others.sort((a, b) => b.lastSeen - a.lastSeen)];
}

/** The folder without the scheme, which is always https but on this very machine. */
function shown(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
