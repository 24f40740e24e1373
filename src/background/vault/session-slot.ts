import * as v from 'valibot';
import { type Bytes, toBase64url } from '../../core/bytes';
import { VaultError } from '../../core/vault/error';
import type { PinSlot, RecoverySlot } from '../../core/vault/slot';
import { slotFromJson, slotToJson } from '../../core/vault/slot-json';
import type { SessionArea } from './session-key';

/** A slot in memory that outlives the worker but not the browser, and which vault it is for (base64url). */
export type HeldSlot = { readonly vault: string; readonly slot: PinSlot | RecoverySlot };

export type SessionSlot = {
  get(): Promise<HeldSlot | null>;
  set(vaultId: Bytes, slot: PinSlot | RecoverySlot): Promise<void>;
  /** Puts back what `get` gave. */
  put(before: HeldSlot | null): Promise<void>;
  remove(): Promise<void>;
};

const held = v.object({ vault: v.string(), slot: v.unknown() });

export function sessionSlot(session: SessionArea, key: string): SessionSlot {
  const put = (value: { vault: string; slot: HeldSlot['slot'] }) =>
    session.set(key, { vault: value.vault, slot: slotToJson(value.slot) }).catch(failed);
  const remove = () => session.remove(key).catch(failed);

  return {
    async get() {
      const parsed = v.safeParse(held, await session.get(key).catch(failed));
      const slot = parsed.success ? slotFromJson(parsed.output.slot) : null;
      return parsed.success && slot && slot.type !== 'platform' ? { vault: parsed.output.vault, slot } : null;
    },
    set: (vaultId, slot) => put({ vault: toBase64url(vaultId), slot }),
    put: (before) => (before ? put(before) : remove()),
    remove,
  };
}

/** The slot, if it is that vault's. */
export function slotFor(vaultId: Bytes, inMemory: HeldSlot | null): HeldSlot['slot'] | null {
  return inMemory?.vault === toBase64url(vaultId) ? inMemory.slot : null;
}

function failed(cause: unknown): never {
  throw new VaultError('storage-failed', { cause });
}
