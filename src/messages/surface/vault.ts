/** What our own pages ask of the vault. */
import * as v from 'valibot';

export type VaultState = 'none' | 'locked' | 'unlocked';

/** How PIN entry stands; `waitUntil` in milliseconds since the epoch. */
export type PinState = {
  readonly attemptsLeft: number;
  readonly waitUntil: number | null;
};

export type VaultStatus = { readonly state: VaultState; readonly pin: PinState };

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
] as const;

export type VaultResults = {
  'vault-status': VaultStatus;
  'vault-make': { readonly result: 'ok' } | { readonly result: 'refused'; readonly reason: PinRefusal };
  'vault-unlock': PinResult;
  'vault-lock': null;
};
