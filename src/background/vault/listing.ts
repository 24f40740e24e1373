import { toBase64url } from '../../core/bytes';
import type { RecordId } from '../../core/vault/keys';
import type { PasskeyRecord } from '../../core/vault/record';
import type { PasskeyDetails, PasskeySummary } from '../../messages/surface-background';

/** A passkey as lists show it. */
export function summaryOf(record: PasskeyRecord): PasskeySummary {
  const { rpId, rpName, userName, userDisplayName, displayName, createdAt, lastUsedAt } = record;
  const id = toBase64url(record.id);
  return { id, rpId, rpName, userName, userDisplayName, displayName, createdAt, lastUsedAt };
}

/** All that a person may see of a passkey; nothing secret. */
export function detailsOf(record: PasskeyRecord): PasskeyDetails {
  const { note, alg, discoverable, backupEligible, backedUp, signCount, lastUsedOrigin } = record;
  return {
    ...summaryOf(record),
    ...{ note, alg, discoverable, backupEligible, backedUp, signCount, lastUsedOrigin },
    hasPrf: record.prf !== null,
    hasLargeBlob: record.largeBlob !== null,
  };
}

/** A record that cannot be opened: changed, moved, or set back to an older revision. It is kept as it is. */
export type DamagedPasskey = { readonly record: RecordId };

/** Last used first, then newest. */
export function byUse(
  a: { readonly lastUsedAt: number | null; readonly createdAt: number },
  b: { readonly lastUsedAt: number | null; readonly createdAt: number },
): number {
  return (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || b.createdAt - a.createdAt;
}
