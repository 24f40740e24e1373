import { readHeader, type VaultHeader } from '../../core/vault/header';
import type { VaultDatabase, VaultTransaction } from './database';

/** The header within a transaction that covers 'vault'; null where no vault was made. Throws VaultError. */
export async function headerIn(
  tx: VaultTransaction<'readonly'> | VaultTransaction<'readwrite'>,
): Promise<VaultHeader | null> {
  const stored: unknown = await tx.objectStore('vault').get('header');
  return stored === undefined ? null : readHeader(stored);
}

/** Read afresh each time: another window may have made, changed or removed the vault. */
export function loadHeader(database: VaultDatabase): Promise<VaultHeader | null> {
  return database.read(['vault'], headerIn);
}
