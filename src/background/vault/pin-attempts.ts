import {
  type Attempts,
  anchored,
  type Clocks,
  MAX_ATTEMPTS,
  NO_ATTEMPTS,
  readAttempts,
  remainingWait,
} from '../../core/vault/attempts';
import { VaultError } from '../../core/vault/error';
import type { VaultHeader } from '../../core/vault/header';
import { type PinSlot, readSlot, type Slot } from '../../core/vault/slot';
import type { PinState } from '../../messages/surface-background';
import type { VaultDatabase, VaultTransaction } from './database';
import { headerIn } from './header-row';
import { type HeldSlot, type SessionSlot, slotFor } from './session-slot';

export type CountedAttempt = {
  readonly header: VaultHeader;
  readonly slot: PinSlot;
  readonly failures: number;
};
export type RefusedAttempt = { readonly result: 'wait' | 'blocked'; readonly pin: PinState };

export type PinAttempts = {
  state(): Promise<PinState>;
  /** Counts an attempt, durably, before its PIN is looked at; or says why none may be made now. */
  begin(): Promise<CountedAttempt | RefusedAttempt>;
  /** A wrong PIN. With the last attempt the slot goes. */
  failed(attempt: CountedAttempt): Promise<PinState>;
  /** The right PIN: counts from nought again. */
  succeeded(): Promise<void>;
  /** Another PIN's slot was written, and the counter with it. */
  forget(): void;
  /** The PIN could not be checked, so nothing was learnt: the attempt is given back. */
  unchecked(attempt: CountedAttempt): Promise<void>;
};

const STORES = ['vault', 'slots', 'attempts'] as const;

/**
 * The PIN's attempt counter: one row that all windows and workers share. The slot it guards is a row as well, or
 * is held in memory where the person wants no PIN slot on the disk; the counter is on the disk in both cases.
 */
export function pinAttempts(
  database: VaultDatabase,
  inMemory: SessionSlot,
  clocks: () => Clocks,
): PinAttempts {
  /** When this worker saw the latest attempt begin, by its running clock. */
  let began: { failures: number; running: number } | null = null;

  function waitFor(attempts: Attempts, at: Clocks): number {
    return remainingWait(attempts, at, began?.failures === attempts.failures ? began.running : null);
  }

  function pinState(attempts: Attempts): PinState {
    const at = clocks();
    const wait = waitFor(attempts, at);
    const attemptsLeft = Math.max(0, MAX_ATTEMPTS - attempts.failures);
    return { attemptsLeft, waitUntil: wait > 0 && attemptsLeft > 0 ? at.now + wait : null };
  }

  async function put(failures: number): Promise<Attempts> {
    const attempts = failures === 0 ? NO_ATTEMPTS : { failures, at: clocks().now };
    await database.write(['attempts'], async (tx) => {
      await tx.objectStore('attempts').put(attempts, 'pin');
    });
    return attempts;
  }

  return {
    async state() {
      const held = await inMemory.get();
      return database.read([...STORES], async (tx) => {
        const header = await headerIn(tx);
        if (!header) return pinState(NO_ATTEMPTS);
        if (!(await pinSlotIn(tx, header, held))) return { attemptsLeft: 0, waitUntil: null };
        const attempts = await readableAttempts(tx);
        if (!attempts) return { attemptsLeft: 0, waitUntil: null };
        return pinState(anchored(attempts, clocks().now));
      });
    },

    async begin() {
      const held = await inMemory.get();
      const attempt = await database.write([...STORES], async (tx) => {
        const header = await headerIn(tx);
        if (!header) throw new VaultError('no-vault');
        const stored = await pinSlotIn(tx, header, held);
        const blocked = { result: 'blocked', pin: { attemptsLeft: 0, waitUntil: null } } as const;
        if (!stored) return blocked;
        const rows = tx.objectStore('attempts');
        const attempts = anchored(readAttempts(await rows.get('pin')), clocks().now);
        if (attempts.failures >= MAX_ATTEMPTS) {
          await tx.objectStore('slots').delete(stored.id);
          return blocked;
        }
        const at = clocks();
        if (waitFor(attempts, at) > 0) {
          await rows.put(attempts, 'pin');
          return { result: 'wait', pin: pinState(attempts) } as const;
        }
        const slot = pinSlotOf(stored);
        const failures = attempts.failures + 1;
        await rows.put({ failures, at: at.now }, 'pin');
        return { header, slot, failures };
      });
      if ('failures' in attempt) began = { failures: attempt.failures, running: clocks().running };
      else if (attempt.result === 'blocked' && held) await inMemory.remove();
      return attempt;
    },

    async failed({ slot, failures }) {
      if (failures >= MAX_ATTEMPTS) {
        await database.write(['slots'], (tx) => tx.objectStore('slots').delete(slot.id));
        await inMemory.remove();
      }
      return this.state();
    },

    async succeeded() {
      await put(0);
      began = null;
    },

    forget() {
      began = null;
    },

    async unchecked({ failures }) {
      await put(failures - 1);
    },
  };
}

/** Null where the counter was lost or damaged: no fresh start, and no reason to close the other ways in. */
export async function readableAttempts(tx: VaultTransaction<'readonly'>): Promise<Attempts | null> {
  const stored = await tx.objectStore('attempts').get('pin');
  try {
    return readAttempts(stored);
  } catch {
    return null;
  }
}

/** The PIN's slot as it lies on the disk, unchecked, else the one in memory. */
export async function pinSlotIn(
  tx: VaultTransaction<'readonly'> | VaultTransaction<'readwrite'>,
  header: VaultHeader,
  held: HeldSlot | null,
): Promise<Slot | null> {
  const slots = await tx.objectStore('slots').getAll();
  return slots.find((slot) => slot.type === 'pin') ?? slotFor(header.id, held);
}

/** Throws damaged. */
export function pinSlotOf(stored: unknown): PinSlot {
  const slot = readSlot(stored);
  if (slot.type !== 'pin') throw new VaultError('damaged');
  return slot;
}
