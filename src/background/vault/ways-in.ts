import { type Bytes, toBase64url } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { VaultError } from '../../core/vault/error';
import type { Argon2id, Argon2Parameters } from '../../core/vault/kdf';
import { checkPin } from '../../core/vault/pin';
import { calibrateHere, makePinSlot } from '../../core/vault/pin-slot';
import { formatRecoveryKey, parseRecoveryKey, RECOVERY_KEY_LENGTH } from '../../core/vault/recovery-key';
import { makeSecretSlot, openSecretSlot } from '../../core/vault/secret-slot';
import type { PlatformSlot, RecoverySlot } from '../../core/vault/slot';
import type { ProofResult, Ways } from '../../messages/surface-background';
import type { PinRefused } from './making';
import type { PinPlace } from './pin-place';
import type { Failure, Proof, Prove, Proven } from './proof';
import { type SessionSlot, slotFor } from './session-slot';
import type { SlotRows } from './slot-rows';
import type { Unlocking } from './unlocked';

/** Nothing was changed, for nothing else would open the vault after a restart of the browser. */
export type OnlyWay = { readonly result: 'only-way' };

/** Changing the ways into the vault. Each asks for a proof in that moment; an unlocked vault is not enough. */
export type WaysIn = {
  /** Readable while locked, since it says what unlocking can ask for. */
  ways(): Promise<Ways>;
  /** Sets another PIN, also where the old one is blocked. Leaves the vault as locked or unlocked as it was. */
  changePin(proof: Proof, pin: string): Promise<ProofResult | PinRefused>;
  /** Whether the PIN's slot lies on the disk, or in memory while the browser runs. */
  keepPin(proof: Proof, where: 'device' | 'session'): Promise<ProofResult | OnlyWay>;
  /** Draws a recovery key, which opens nothing until it is confirmed. The text is never shown again. */
  newRecoveryKey(proof: Proof): Promise<{ readonly result: 'ok'; readonly recoveryKey: string } | Failure>;
  /**
   * The person has it on paper: it takes the place of any older one. Throws not-found where none was drawn in
   * this run of the browser. `first` is told the key and its slot before that, and nothing is changed if it throws.
   */
  confirmRecoveryKey(
    text: string,
    first?: (secret: Bytes, slot: string) => Promise<void>,
  ): Promise<{ readonly result: 'ok' | 'wrong-key' | 'mistyped-key' }>;
  /** `prf` is what that passkey answers for `prfSalt` (32 bytes each). */
  addPlatform(
    proof: Proof,
    way: { readonly credentialId: Bytes; readonly prfSalt: Bytes; readonly prf: Bytes },
  ): Promise<ProofResult>;
  /** Needs no proof, but an unlocked vault: it only takes away. Throws locked or not-found. */
  removePlatform(slot: string): Promise<{ readonly result: 'ok' } | OnlyWay>;
};

export type WaysInPorts = {
  readonly platform: Platform;
  readonly argon2id: Argon2id;
  readonly costFloor: Argon2Parameters;
  readonly pinPlace: PinPlace;
  readonly slots: SlotRows;
  /** Holds a recovery key's slot until the key is confirmed. */
  readonly drawn: SessionSlot;
  readonly prove: Prove;
  readonly minimumPinLength: () => Promise<number>;
  readonly unlocked: Unlocking;
  readonly changed: () => void;
};

export function waysIn(ports: WaysInPorts): WaysIn {
  const { platform, argon2id, costFloor, pinPlace, slots, drawn, prove, unlocked, changed } = ports;
  const { minimumPinLength } = ports;

  async function proven<T>(proof: Proof, then: (proven: Proven) => Promise<T>): Promise<T | Failure> {
    const result = await prove(proof);
    return result.result === 'proven' ? then(result) : result;
  }

  function done() {
    changed();
    return { result: 'ok' } as const;
  }

  return {
    async ways() {
      const [pin, all] = await Promise.all([pinPlace.where(), slots.all()]);
      return {
        pin,
        recoveryKey: all.some(({ type }) => type === 'recovery'),
        platform: all
          .filter((slot) => slot.type === 'platform')
          .map(({ id, credentialId, prfSalt, addedAt }) => ({
            ...{ slot: id, addedAt },
            ...{ credentialId: toBase64url(credentialId), prfSalt: toBase64url(prfSalt) },
          })),
      };
    },

    async changePin(proof, pin) {
      const refusal = checkPin(pin, await minimumPinLength());
      if (refusal) return { result: 'refused', reason: refusal };
      return proven(proof, async ({ key, header }) => {
        const deriving = { platform, argon2id };
        const costs = await calibrateHere(deriving, costFloor);
        await pinPlace.replace(await makePinSlot(deriving, pin, costs, key, header));
        return done();
      });
    },

    keepPin: (proof, where) =>
      proven(proof, async () => ((await pinPlace.move(where)) ? done() : { result: 'only-way' })),

    newRecoveryKey: (proof) =>
      proven(proof, async ({ key, header }) => {
        const secret = platform.random(RECOVERY_KEY_LENGTH);
        const slot = await makeSecretSlot<RecoverySlot>(platform, secret, key, header, { type: 'recovery' });
        const recoveryKey = await formatRecoveryKey(platform, secret);
        await drawn.set(header.id, slot);
        return { result: 'ok', recoveryKey };
      }),

    async confirmRecoveryKey(text, first) {
      const secret = await parseRecoveryKey(platform, text);
      if (!secret) return { result: 'mistyped-key' };
      const { header } = await slots.recovery();
      const slot = slotFor(header.id, await drawn.get());
      if (slot?.type !== 'recovery') throw new VaultError('not-found');
      // What stands on the paper opens it, seen before the older key goes.
      if (!(await openSecretSlot(platform, secret, slot, header))) return { result: 'wrong-key' };
      await first?.(secret, slot.id);
      await slots.replace(slot);
      await drawn.remove();
      return done();
    },

    addPlatform: (proof, { credentialId, prfSalt, prf }) =>
      proven(proof, async ({ key, header }) => {
        const terms = { type: 'platform', credentialId, prfSalt, addedAt: platform.now() } as const;
        await slots.add(await makeSecretSlot<PlatformSlot>(platform, prf, key, header, terms));
        return done();
      }),

    async removePlatform(slot) {
      await unlocked();
      return (await slots.removePlatform(slot)) ? done() : { result: 'only-way' };
    },
  };
}
