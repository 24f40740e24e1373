import type { ActivityEntry, ActivityReason, SyncStatus } from '../../messages/surface-background';

type Noted = Omit<ActivityEntry, 'at' | 'times'>;

/** Notes in the activity log what changed from one status of sync to the next; the first only sets the start. */
export function notingSync(note: (entry: Noted) => void): (status: SyncStatus) => void {
  let before: SyncStatus | null = null;

  return (status) => {
    // While it is locked nothing of it is known, and nothing has changed by that.
    if (status.place === 'none' && status.state !== 'off') return;
    const was = before;
    before = status;
    if (was === null) return;
    for (const reason of changes(was, status)) {
      const result = reason === 'sync-stopped' || reason === 'sync-place-faulty' ? 'failed' : 'done';
      note({ kind: 'sync', site: null, rpId: null, result, reason });
    }
  };
}

function changes(was: SyncStatus, now: SyncStatus): readonly ActivityReason[] {
  if (was.state === 'off') return now.state === 'off' ? [] : ['sync-connected'];
  if (now.state === 'off') return ['sync-disconnected'];
  const joined = now.devices.length - was.devices.length;
  return [
    ...(joined > 0 ? (['sync-device-joined'] as const) : []),
    ...(joined < 0 ? (['sync-device-removed'] as const) : []),
    ...(now.state === 'trouble' && was.reason !== now.reason ? (['sync-stopped'] as const) : []),
    ...(now.warnings.length > was.warnings.length ? (['sync-place-faulty'] as const) : []),
  ];
}
