import { VaultError } from '../core/vault/error';
import type { SurfaceFailure } from '../messages/surface-background';

const failures: Partial<Record<VaultError['reason'], SurfaceFailure>> = {
  locked: 'locked',
  'no-vault': 'no-vault',
  'vault-exists': 'vault-exists',
  'not-found': 'not-found',
  'storage-full': 'storage-full',
  'storage-failed': 'storage-failed',
  'storage-refused': 'storage-refused',
  damaged: 'damaged',
  'parameters-out-of-range': 'damaged',
  'version-too-new': 'version-too-new',
  'derivation-failed': 'derivation-failed',
};

/** What a page of ours can say of an error; it has words for each. */
export function failureOf(error: unknown): SurfaceFailure {
  return (error instanceof VaultError && failures[error.reason]) || 'internal';
}
