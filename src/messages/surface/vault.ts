/** What our own pages ask of the vault. */
import * as v from 'valibot';

export type VaultState = 'none' | 'locked' | 'unlocked';

/** How PIN entry stands; `waitUntil` in milliseconds since the epoch. */
export type PinState = {
  readonly attemptsLeft: number;
  readonly waitUntil: number | null;
};

/** A passkey of the device's own authenticator that opens this vault, and what to ask its prf for; base64url. */
export type PlatformWay = {
  readonly slot: string;
  readonly credentialId: string;
  readonly prfSalt: string;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
};

/** The ways into the vault, known also while it is locked. */
export type Ways = {
  /**
   * Where the PIN's slot is: on this device, or in memory while the browser runs. `blocked`: wrong too often;
   * `gone`: it was kept in memory and the browser has been restarted since; `damaged`: its slot or counter is
   * not as it was written, so no PIN is checked.
   */
  readonly pin: 'device' | 'session' | 'blocked' | 'gone' | 'damaged';
  readonly recoveryKey: boolean;
  readonly platform: readonly PlatformWay[];
};

export type VaultStatus = {
  readonly state: VaultState;
  readonly pin: PinState;
  readonly ways: Ways;
  /** There is none, and yet there was one: the browser has cleared it. */
  readonly lost: boolean;
  /** How many records are not as they were written, as far as was looked; 0 while it is locked. */
  readonly damaged: number;
};

/** How an attempt to unlock or verify by PIN went. */
export type PinResult =
  | { readonly result: 'ok' }
  | { readonly result: 'wrong-pin'; readonly pin: PinState }
  | { readonly result: 'wait'; readonly pin: PinState }
  | { readonly result: 'blocked'; readonly pin: PinState };

export type PinRefusal = 'too-short' | 'too-long' | 'too-common' | 'too-simple';

export const pin = v.pipe(v.string(), v.maxLength(1000));

export const vaultRequests = [
  v.object({ type: v.literal('vault-status') }),
  v.object({ type: v.literal('vault-make'), pin }),
  v.object({ type: v.literal('vault-unlock'), pin }),
  v.object({ type: v.literal('vault-lock') }),
  /** `othersLost`: the person says to have lost what else would open it. */
  v.object({ type: v.literal('vault-erase'), othersLost: v.boolean() }),
] as const;

export type VaultResults = {
  'vault-status': VaultStatus;
  'vault-make': { readonly result: 'ok' } | { readonly result: 'refused'; readonly reason: PinRefusal };
  'vault-unlock': PinResult;
  'vault-lock': null;
  /** `opens`: nothing was erased, for it is open or something still opens it. */
  'vault-erase': { readonly result: 'ok' | 'opens' };
};
