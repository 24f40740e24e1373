import type { ConnectResult, SyncReason, SyncStatus } from '../../messages/surface-background';
import { type TextKey, text } from '../text';

const reasons: Record<SyncReason, TextKey> = {
  damaged: 'syncDamaged',
  'version-too-new': 'syncTooNew',
  offline: 'syncOffline',
  unreachable: 'syncUnreachable',
  timeout: 'syncTimeout',
  unauthorized: 'syncUnauthorized',
  forbidden: 'syncRefusedFolder',
  'not-found': 'syncNotFound',
  'not-webdav': 'syncNotWebdav',
  moved: 'syncMovedAddress',
  full: 'syncFull',
  'too-large': 'syncTooLarge',
  busy: 'syncBusy',
  refused: 'syncRefused',
  'no-permission': 'syncNoPermission',
  'switched-off': 'syncSwitchedOff',
  internal: 'failureInternal',
};

/** What went wrong and what to do, in a sentence. */
export function reasonText(reason: SyncReason): string {
  return text(reasons[reason]);
}

const states: Record<SyncStatus['state'], TextKey> = {
  off: 'syncOff',
  'up-to-date': 'syncUpToDate',
  syncing: 'syncSyncing',
  waiting: 'syncWaiting',
  trouble: 'syncTrouble',
  held: 'syncHeld',
  moved: 'syncHeld',
  removed: 'syncRemoved',
};

export function stateText(state: SyncStatus['state']): string {
  return text(states[state]);
}

const warnings: Record<SyncStatus['warnings'][number]['kind'], TextKey> = {
  'rolled-back': 'syncRolledBack',
  forked: 'syncForked',
  missing: 'syncMissing',
  withheld: 'syncWithheld',
  damaged: 'syncSpoilt',
  restored: 'syncRestored',
};

export function warningText({ kind, device }: SyncStatus['warnings'][number]): string {
  return text(warnings[kind], device || '?');
}

/** What to say at the recovery key's field; empty for what is not about it. */
export function keyFailureText(result: ConnectResult['result']): string {
  if (result === 'mistyped-key') return text('recoveryMistyped');
  return result === 'wrong-key' ? text('syncWrongKey') : '';
}
