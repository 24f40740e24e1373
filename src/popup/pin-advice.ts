import type { PinRefusal } from '../messages/surface-background';

/** The vault's own limits (design.md "Vault"): after NFC, in code points and in UTF-8 bytes. */
export const SHORTEST = 6;
const LONGEST_BYTES = 63;

/** What to say about a PIN while it is typed; whether it is too common, the vault says when it is made. */
export type PinAdvice =
  | { readonly kind: 'none' }
  | { readonly kind: 'more'; readonly missing: number }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'fair' }
  | { readonly kind: 'good' };

/** From this length on a stolen disk is no quick win for a thief, even where the PIN has digits only. */
const GOOD = 10;

export function pinAdvice(pin: string): PinAdvice {
  const normal = pin.normalize('NFC');
  const length = [...normal].length;
  if (length === 0) return { kind: 'none' };
  if (length < SHORTEST) return { kind: 'more', missing: SHORTEST - length };
  if (new TextEncoder().encode(normal).length > LONGEST_BYTES) return { kind: 'too-long' };
  const letters = /[^0-9]/.test(normal);
  return { kind: length >= GOOD || (letters && length >= GOOD - 2) ? 'good' : 'fair' };
}

/** Refusals that the person can already see coming. */
export function isRefusedEarly(advice: PinAdvice): PinRefusal | null {
  if (advice.kind === 'too-long') return 'too-long';
  return advice.kind === 'more' || advice.kind === 'none' ? 'too-short' : null;
}
