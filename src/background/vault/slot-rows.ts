import { VaultError } from '../../core/vault/error';
import type { VaultHeader } from '../../core/vault/header';
import { type PlatformSlot, type RecoverySlot, readSlot, type Slot } from '../../core/vault/slot';
import type { VaultDatabase } from './database';
import { headerIn } from './header-row';

/** The rows of all ways into the vault but the PIN's, whose row pin-attempts.ts keeps beside its counter. */
export type SlotRows = {
  /** All that can be read; none where there is no vault. */
  all(): Promise<readonly Slot[]>;
  recovery(): Promise<{ readonly header: VaultHeader; readonly slots: readonly RecoverySlot[] }>;
  platform(): Promise<{ readonly header: VaultHeader; readonly slots: readonly PlatformSlot[] }>;
  add(slot: Slot): Promise<void>;
  /** Puts a slot in place of all others of its type. */
  replace(slot: Slot): Promise<void>;
  /** False, and nothing was done, where no way in would be left on the disk. Throws not-found. */
  removePlatform(id: string): Promise<boolean>;
};

export function slotRows(database: VaultDatabase): SlotRows {
  /** A slot that does not parse is no way in, but no reason to close the others. */
  async function readable(): Promise<{ header: VaultHeader | null; slots: Slot[] }> {
    const { header, rows } = await database.read(['vault', 'slots'], async (tx) => ({
      header: await headerIn(tx),
      rows: await tx.objectStore('slots').getAll(),
    }));
    const slots = rows.flatMap((row) => {
      try {
        return [readSlot(row)];
      } catch {
        return [];
      }
    });
    return { header, slots };
  }

  async function ofVault(): Promise<{ header: VaultHeader; slots: Slot[] }> {
    const { header, slots } = await readable();
    if (!header) throw new VaultError('no-vault');
    return { header, slots };
  }

  async function put(slot: Slot, replacing: boolean): Promise<void> {
    await database.write(['vault', 'slots'], async (tx) => {
      if (!(await headerIn(tx))) throw new VaultError('no-vault');
      const store = tx.objectStore('slots');
      const old = (await store.getAll()).filter((row) => replacing && row.type === slot.type);
      await Promise.all([...old.map((row) => store.delete(row.id)), store.put(slot)]);
    });
  }

  return {
    all: async () => (await readable()).slots,

    async recovery() {
      const { header, slots } = await ofVault();
      return { header, slots: slots.filter((slot) => slot.type === 'recovery') };
    },

    async platform() {
      const { header, slots } = await ofVault();
      return { header, slots: slots.filter((slot) => slot.type === 'platform') };
    },

    add: (slot) => put(slot, false),
    replace: (slot) => put(slot, true),

    async removePlatform(id) {
      return database.write(['slots'], async (tx) => {
        const store = tx.objectStore('slots');
        if ((await store.get(id))?.type !== 'platform') throw new VaultError('not-found');
        if ((await store.count()) === 1) return false;
        await store.delete(id);
        return true;
      });
    },
  };
}
