import type { Bytes, VaultKey } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import type { VaultHeader } from '../../core/vault/header';
import { type Argon2id, type Argon2Parameters, isBelow } from '../../core/vault/kdf';
import { isPossiblePin } from '../../core/vault/pin';
import { calibrateHere, makePinSlot, openPinSlot } from '../../core/vault/pin-slot';
import { parseRecoveryKey } from '../../core/vault/recovery-key';
import { openSecretSlot } from '../../core/vault/secret-slot';
import type { PinResult, ProofResult } from '../../messages/surface-background';
import { logFailure } from '../log';
import type { CountedAttempt, PinAttempts } from './pin-attempts';
import type { PinPlace } from './pin-place';
import type { SlotRows } from './slot-rows';

/** What a person shows to be let in. `prf`: what the device's own authenticator answered for that slot. */
export type Proof =
  | { readonly pin: string }
  | { readonly recoveryKey: string }
  | { readonly slot: string; readonly prf: Bytes };

/** Let in, with what they may now open. */
export type Proven = { readonly result: 'proven'; readonly key: VaultKey; readonly header: VaultHeader };

export type PinFailure = Exclude<PinResult, { readonly result: 'ok' }>;
export type Failure = Exclude<ProofResult, { readonly result: 'ok' }>;

export type Prove = (proof: Proof) => Promise<Proven | Failure>;

export type ProvePorts = {
  readonly platform: Platform;
  readonly argon2id: Argon2id;
  readonly costFloor: Argon2Parameters;
  readonly attempts: PinAttempts;
  readonly pinPlace: PinPlace;
  readonly slots: SlotRows;
};

export type Proving = Prove & { readonly byPin: (pin: string) => Promise<Proven | PinFailure> };

/** The one place where a PIN, recovery key or authenticator's answer is checked. */
export function proving(ports: ProvePorts): Proving {
  const { platform, argon2id, costFloor, attempts, pinPlace, slots } = ports;
  const deriving = { platform, argon2id };

  /** An old slot is wrapped anew when the floor has risen; if that fails, the next unlock tries again. */
  async function raise({ slot, header }: CountedAttempt, pin: string, key: VaultKey): Promise<void> {
    if (!isBelow(costFloor, slot.kdf)) return;
    try {
      const costs = await calibrateHere(deriving, costFloor);
      await pinPlace.replace(await makePinSlot(deriving, pin, costs, key, header));
    } catch (error) {
      logFailure('raising the cost of the PIN', error);
    }
  }

  async function byPin(pin: string): Promise<Proven | PinFailure> {
    // What cannot be a PIN is a slip, not a guess: it costs no attempt.
    if (!isPossiblePin(pin)) return { result: 'wrong-pin', pin: await attempts.state() };
    const attempt = await attempts.begin();
    if ('result' in attempt) return attempt;
    const key = await openPinSlot(deriving, pin, attempt.slot, attempt.header).catch(
      async (error: unknown) => {
        await attempts.unchecked(attempt);
        throw error;
      },
    );
    if (!key) {
      const state = await attempts.failed(attempt);
      return { result: state.attemptsLeft > 0 ? 'wrong-pin' : 'blocked', pin: state };
    }
    await attempts.succeeded();
    await raise(attempt, pin, key);
    return { result: 'proven', key, header: attempt.header };
  }

  async function byRecoveryKey(text: string): Promise<Proven | Failure> {
    const secret = await parseRecoveryKey(platform, text);
    if (!secret) return { result: 'mistyped-key' };
    const { header, slots: stored } = await slots.recovery();
    for (const slot of stored) {
      const key = await openSecretSlot(platform, secret, slot, header);
      if (key) return { result: 'proven', key, header };
    }
    return { result: 'wrong-key' };
  }

  async function byPlatform(id: string, prf: Bytes): Promise<Proven | Failure> {
    const { header, slots: stored } = await slots.platform();
    const slot = stored.find((known) => known.id === id);
    const key = slot && (await openSecretSlot(platform, prf, slot, header));
    return key ? { result: 'proven', key, header } : { result: 'wrong-key' };
  }

  const prove: Prove = (proof) => {
    if ('pin' in proof) return byPin(proof.pin);
    return 'recoveryKey' in proof ? byRecoveryKey(proof.recoveryKey) : byPlatform(proof.slot, proof.prf);
  };
  return Object.assign(prove, { byPin });
}
