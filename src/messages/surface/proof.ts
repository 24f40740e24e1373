/** What a person shows to be let in, to verify, or to change a way in. Crosses this border and no other. */
import * as v from 'valibot';
import { type PinResult, pin } from './vault';

const PRF_BYTES = 32;

export const base64url = v.pipe(v.string(), v.maxLength(1400), v.regex(/^[\w-]+$/));
/** Unpadded base64url of 32 bytes. */
export const prfBytes = v.pipe(base64url, v.length(Math.ceil((PRF_BYTES * 4) / 3)));

const byPin = v.object({ by: v.literal('pin'), pin });
/** `prf`: what the device's own authenticator answered for that slot, with user verification. */
const byPlatform = v.object({ by: v.literal('platform'), slot: base64url, prf: prfBytes });
const byRecoveryKey = v.object({
  by: v.literal('recovery-key'),
  recoveryKey: v.pipe(v.string(), v.maxLength(500)),
});

/** What verifies a person in a ceremony. The recovery key is for emergencies and verifies nobody. */
export const verification = v.variant('by', [byPin, byPlatform]);
export type Verification = v.InferOutput<typeof verification>;

export const proof = v.variant('by', [byPin, byPlatform, byRecoveryKey]);
export type Proof = v.InferOutput<typeof proof>;

/** `mistyped-key`: no recovery key at all, a slip of the hand; `wrong-key`: a key, but not this vault's. */
export type ProofResult = PinResult | { readonly result: 'wrong-key' | 'mistyped-key' };
