import type { ActivityEntry, ActivityReason } from '../../core/activity/entry';
import type { ProofResult } from '../../messages/surface-background';

const REASONS: Partial<Record<ProofResult['result'], ActivityReason>> = {
  'wrong-pin': 'pin-wrong',
  blocked: 'pin-blocked',
  'wrong-key': 'proof-wrong',
};

/** What the log says of a proof that did not hold; null for a slip of the hand or a try that came too soon. */
export function entryOfProof(result: ProofResult['result']): Omit<ActivityEntry, 'at' | 'times'> | null {
  const reason = REASONS[result];
  return reason ? { kind: 'unlock', site: null, rpId: null, result: 'failed', reason } : null;
}
