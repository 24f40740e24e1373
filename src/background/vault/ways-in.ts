import type { Bytes } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import type { Argon2id, Argon2Parameters } from '../../core/vault/kdf';
import { checkPin } from '../../core/vault/pin';
import { calibrateHere, makePinSlot } from '../../core/vault/pin-slot';
import { formatRecoveryKey, RECOVERY_KEY_LENGTH } from '../../core/vault/recovery-key';
import { makeSecretSlot } from '../../core/vault/secret-slot';
import type { PlatformSlot, RecoverySlot } from '../../core/vault/slot';
import type { PinRefused } from './making';
import type { PinAttempts } from './pin-attempts';
import type { Failure, Proof, ProofResult, Prove, Proven } from './proof';
import type { SlotRows } from './slot-rows';

/** A passkey of the device's own authenticator that opens this vault, and what to ask its prf for. */
export type PlatformWay = { readonly slot: string; readonly credentialId: Bytes; readonly prfSalt: Bytes };

/** Changing the ways into the vault. Each asks for a proof in that moment; an unlocked vault is not enough. */
export type WaysIn = {
  /** Sets another PIN, also where the old one is blocked. Leaves the vault as locked or unlocked as it was. */
  changePin(proof: Proof, pin: string): Promise<ProofResult | PinRefused>;
  /** Makes a recovery key in place of any old one. The text is never shown again. */
  makeRecoveryKey(proof: Proof): Promise<{ readonly result: 'ok'; readonly recoveryKey: string } | Failure>;
  hasRecoveryKey(): Promise<boolean>;
  /** `prf` is what that passkey answers for `prfSalt` (32 bytes each). */
  addPlatform(
    proof: Proof,
    way: { readonly credentialId: Bytes; readonly prfSalt: Bytes; readonly prf: Bytes },
  ): Promise<ProofResult>;
  /** Readable while locked, since it is what unlocking asks the authenticator for. */
  platformWays(): Promise<readonly PlatformWay[]>;
  /** Throws not-found. */
  removePlatform(slot: string): Promise<void>;
};

export type WaysInPorts = {
  readonly platform: Platform;
  readonly argon2id: Argon2id;
  readonly costFloor: Argon2Parameters;
  readonly attempts: PinAttempts;
  readonly slots: SlotRows;
  readonly prove: Prove;
};

export function waysIn({ platform, argon2id, costFloor, attempts, slots, prove }: WaysInPorts): WaysIn {
  async function proven<T>(proof: Proof, then: (proven: Proven) => Promise<T>): Promise<T | Failure> {
    const result = await prove(proof);
    return result.result === 'proven' ? then(result) : result;
  }

  return {
    async changePin(proof, pin) {
      const refusal = checkPin(pin);
      if (refusal) return { result: 'refused', reason: refusal };
      return proven(proof, async ({ key, header }) => {
        const deriving = { platform, argon2id };
        const costs = await calibrateHere(deriving, costFloor);
        await attempts.replace(await makePinSlot(deriving, pin, costs, key, header));
        return { result: 'ok' };
      });
    },

    makeRecoveryKey: (proof) =>
      proven(proof, async ({ key, header }) => {
        const secret = platform.random(RECOVERY_KEY_LENGTH);
        const slot = await makeSecretSlot<RecoverySlot>(platform, secret, key, header, { type: 'recovery' });
        const recoveryKey = await formatRecoveryKey(platform, secret);
        await slots.replace(slot);
        return { result: 'ok', recoveryKey };
      }),

    hasRecoveryKey: async () => (await slots.recovery()).slots.length > 0,

    addPlatform: (proof, { credentialId, prfSalt, prf }) =>
      proven(proof, async ({ key, header }) => {
        const terms = { type: 'platform', credentialId, prfSalt } as const;
        await slots.add(await makeSecretSlot<PlatformSlot>(platform, prf, key, header, terms));
        return { result: 'ok' };
      }),

    async platformWays() {
      const { slots: stored } = await slots.platform();
      return stored.map(({ id, credentialId, prfSalt }) => ({ slot: id, credentialId, prfSalt }));
    },

    removePlatform: (slot) => slots.removePlatform(slot),
  };
}
