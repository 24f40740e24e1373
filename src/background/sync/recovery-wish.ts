import { encodeCBOR } from '@levischuck/tiny-cbor';
import * as v from 'valibot';
import { type Bytes, own } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { bytes, decode, parse } from '../../core/sync/codec';
import { type SlotKey, slotKey } from '../../core/sync/recovery-slot';
import type { SyncAccess } from '../vault/sync-access';
import type { SyncStore } from './sync-disk';

/**
 * A new recovery key of this device's vault, on its way to the place. It is on the disk before the vault takes the
 * key, so that neither a lock nor a killed worker loses it, and it counts once the vault has taken it. What is kept
 * is not the key, only what its slot at the place is written with, and that no longer than until it is.
 */
export type RecoveryWish = {
  /** The vault is about to open with that recovery key, by that slot of its own. Throws locked. */
  keep(secret: Bytes, vaultSlot: string): Promise<void>;
  /** What the vault has taken and the place has not. */
  pending(): Promise<SlotKey | null>;
  fulfilled(): Promise<void>;
};

const wish = v.tuple([v.string(), v.string(), bytes]);

export function recoveryWish(platform: Platform, vault: SyncAccess, store: SyncStore): RecoveryWish {
  return {
    async keep(secret, vaultSlot) {
      if (!(await store.isOn())) return;
      const { name, key } = await slotKey(platform, secret);
      await store.setWish(own(encodeCBOR([vaultSlot, name, key])));
    },

    async pending() {
      const kept = await store.wish();
      if (!kept) return null;
      const [vaultSlot, name, key] = parse(wish, decode(kept));
      return (await vault.recoverySlots()).includes(vaultSlot) ? { name, key } : null;
    },

    fulfilled: () => store.setWish(null),
  };
}
