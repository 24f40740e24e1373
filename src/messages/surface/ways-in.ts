/** What our own pages ask of the ways into the vault. */
import * as v from 'valibot';
import { base64url, type ProofResult, prfBytes, proof } from './proof';
import { type PinRefusal, pin } from './vault';

export const waysInRequests = [
  /** Unlocks with any proof. */
  v.object({ type: v.literal('vault-unlock-with'), proof }),
  v.object({ type: v.literal('ways-change-pin'), proof, pin }),
  /** Where the PIN's slot is kept: on this device, or in memory while the browser runs. */
  v.object({ type: v.literal('ways-keep-pin'), proof, where: v.picklist(['device', 'session']) }),
  /** Draws a new recovery key. Any old one still opens until the new one is confirmed. */
  v.object({ type: v.literal('ways-new-recovery-key'), proof }),
  /** The person has the new key on paper: from now on it opens the vault, and no older one does. */
  v.object({
    type: v.literal('ways-confirm-recovery-key'),
    recoveryKey: v.pipe(v.string(), v.maxLength(500)),
  }),
  v.object({
    type: v.literal('ways-add-platform'),
    proof,
    credentialId: base64url,
    prfSalt: prfBytes,
    prf: prfBytes,
  }),
  v.object({ type: v.literal('ways-remove-platform'), slot: base64url }),
] as const;

export type WaysInResults = {
  'vault-unlock-with': ProofResult;
  'ways-change-pin': ProofResult | { readonly result: 'refused'; readonly reason: PinRefusal };
  /** `only-way`: nothing else would open the vault after a restart. */
  'ways-keep-pin': ProofResult | { readonly result: 'only-way' };
  'ways-new-recovery-key':
    | { readonly result: 'ok'; readonly recoveryKey: string }
    | Exclude<ProofResult, { readonly result: 'ok' }>;
  'ways-confirm-recovery-key': { readonly result: 'ok' | 'wrong-key' | 'mistyped-key' };
  'ways-add-platform': ProofResult;
  'ways-remove-platform': { readonly result: 'ok' | 'only-way' };
};
