import { type RecordSummary, summaryOf } from '../../core/vault/contents';
import type { PasskeyRecord } from '../../core/vault/record';
import type { PasskeyDetails, PasskeySummary } from '../../messages/surface-background';

/** A passkey as lists show it. Field by field, for that is quick even for ten thousand. */
export function listed(summary: RecordSummary): PasskeySummary {
  return {
    id: summary.id,
    rpId: summary.rpId,
    rpName: summary.rpName,
    userName: summary.userName,
    userDisplayName: summary.userDisplayName,
    displayName: summary.displayName,
    createdAt: summary.createdAt,
    lastUsedAt: summary.lastUsedAt,
    hiddenAt: summary.hiddenAt,
  };
}

/** All that a person may see of a passkey; nothing secret. */
export function detailsOf(record: PasskeyRecord): PasskeyDetails {
  const { note, alg, discoverable, backupEligible, backedUp, signCount } = record;
  const { lastUsedOrigin, lastUsedVerified } = record;
  return {
    ...listed(summaryOf(record)),
    ...{ note, alg, discoverable, backupEligible, backedUp, signCount },
    ...{ lastUsedOrigin, lastUsedVerified },
    hasPrf: record.prf !== null,
    hasLargeBlob: record.largeBlob !== null,
    hasCredBlob: record.credBlob !== null,
    credProtect: record.credProtect,
  };
}

/** Last used first, then newest. */
export function byUse(
  a: { readonly lastUsedAt: number | null; readonly createdAt: number },
  b: { readonly lastUsedAt: number | null; readonly createdAt: number },
): number {
  return (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || b.createdAt - a.createdAt;
}
