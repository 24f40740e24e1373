import { MAX_ATTEMPTS, NO_ATTEMPTS } from '../../core/vault/attempts';
import { VaultError } from '../../core/vault/error';
import type { VaultHeader } from '../../core/vault/header';
import type { PinSlot, Slot } from '../../core/vault/slot';
import type { Ways } from '../../messages/surface-background';
import type { VaultDatabase } from './database';
import { headerIn, loadHeader } from './header-row';
import { type PinAttempts, pinSlotIn, pinSlotOf, readableAttempts } from './pin-attempts';
import { type SessionSlot, slotFor } from './session-slot';

/** Where the PIN's slot is kept: a row on the disk, or memory that ends with the browser. */
export type PinPlace = {
  where(): Promise<Ways['pin']>;
  /** Makes this the PIN's slot, in place of any other, and counts tries from nought. */
  replace(slot: PinSlot): Promise<void>;
  /** Moves the slot. False, and nothing was done, where no way in would be left on the disk. */
  move(to: 'device' | 'session'): Promise<boolean>;
};

const STORES = ['vault', 'slots', 'attempts'] as const;

export function pinPlace(
  database: VaultDatabase,
  inMemory: SessionSlot,
  attempts: Pick<PinAttempts, 'forget'>,
): PinPlace {
  /** Puts the slot on the disk, or only takes the old one away from there, with the counter at nought. */
  async function write(slot: PinSlot | null, expected: VaultHeader['pinKept']): Promise<void> {
    await database.write([...STORES], async (tx) => {
      const header = await headerIn(tx);
      if (!header) throw new VaultError('no-vault');
      // Another window has just moved the slot: nothing is written in the wrong place.
      if (header.pinKept !== expected) throw new VaultError('storage-failed');
      const store = tx.objectStore('slots');
      const old = await pinSlotIn(tx, header, null);
      await Promise.all([
        old && store.delete(old.id),
        slot && store.put(slot),
        tx.objectStore('attempts').put(NO_ATTEMPTS, 'pin'),
      ]);
    });
    attempts.forget();
  }

  async function toSession(header: VaultHeader): Promise<boolean> {
    const onDisk = await database.read([...STORES], (tx) => pinSlotIn(tx, header, null));
    if (!onDisk) return true;
    const before = await inMemory.get();
    await inMemory.set(header.id, pinSlotOf(onDisk));
    const moved = await settle(before, () =>
      database.write([...STORES], async (tx) => {
        const now = await headerIn(tx);
        const slots = tx.objectStore('slots');
        const others = (await slots.getAll()).filter((slot) => slot.id !== onDisk.id);
        if (!now || others.length === 0) return false;
        await Promise.all([
          tx.objectStore('vault').put({ ...now, pinKept: 'session' }, 'header'),
          slots.delete(onDisk.id),
        ]);
        return true;
      }),
    );
    if (!moved) await inMemory.remove();
    return moved;
  }

  async function toDevice(header: VaultHeader): Promise<boolean> {
    const slot = slotFor(header.id, await inMemory.get());
    await database.write([...STORES], async (tx) => {
      const now = await headerIn(tx);
      if (!now) throw new VaultError('no-vault');
      const { pinKept: _, ...plain } = now;
      await Promise.all([
        tx.objectStore('vault').put(plain, 'header'),
        slot && tx.objectStore('slots').put(pinSlotOf(slot)),
      ]);
    });
    await inMemory.remove();
    return true;
  }

  /** If `work` fails, memory is as it was before. */
  async function settle<T>(
    before: Awaited<ReturnType<SessionSlot['get']>>,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await inMemory.put(before);
      throw error;
    }
  }

  return {
    async where() {
      const held = await inMemory.get();
      return database.read([...STORES], async (tx) => {
        const header = await headerIn(tx);
        if (!header) return 'device';
        const onDisk = await pinSlotIn(tx, header, null);
        const attempts = await readableAttempts(tx);
        if (!attempts || (onDisk && !isReadable(onDisk))) return 'damaged';
        if (onDisk) return 'device';
        if (header.pinKept !== 'session' || attempts.failures >= MAX_ATTEMPTS) return 'blocked';
        return slotFor(header.id, held) ? 'session' : 'gone';
      });
    },

    async replace(slot) {
      const header = await loadHeader(database);
      if (header?.pinKept !== 'session') return write(slot, undefined);
      const before = await inMemory.get();
      await inMemory.set(header.id, slot);
      await settle(before, () => write(null, 'session'));
    },

    async move(to) {
      const header = await loadHeader(database);
      if (!header) throw new VaultError('no-vault');
      return to === 'session' ? toSession(header) : toDevice(header);
    },
  };
}

function isReadable(slot: Slot): boolean {
  try {
    return Boolean(pinSlotOf(slot));
  } catch {
    return false;
  }
}
