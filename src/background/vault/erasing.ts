import type { Ways } from '../../messages/surface-background';
import type { VaultDatabase, VaultStore } from './database';

const STORES: VaultStore[] = ['vault', 'changes', 'slots', 'attempts', 'records', 'contents'];

/** Whether something still opens a vault with these ways in, for a person who may have lost all but the PIN. */
export function opens({ pin, recoveryKey, platform }: Ways, othersLost: boolean): boolean {
  return pin === 'device' || pin === 'session' || (!othersLost && (recoveryKey || platform.length > 0));
}

/** Empties the vault's database, in one transaction. Nothing brings that back. */
export function eraseRows(database: VaultDatabase): Promise<void> {
  return database.write(STORES, async (tx) => {
    await Promise.all(STORES.map((store) => tx.objectStore(store).clear()));
  });
}
