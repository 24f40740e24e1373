import type { Account } from './consent';
import type { StoredSource } from './credential-store';

/** What a person may see of a source. */
export function accountOf({ source, lastUsedAt, displayName }: StoredSource): Account {
  const { id, userName, userDisplayName, createdAt } = source;
  return { id, userName, userDisplayName, displayName, createdAt, lastUsedAt };
}
