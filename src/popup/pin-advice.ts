import { checkPin, normalisePin, PIN_MIN_LENGTH } from '../core/vault/pin';
import type { PinRefusal } from '../messages/surface-background';

/** What to say about a new PIN while it is typed. `more`: so many characters are missing. */
export type PinAdvice =
  | { readonly kind: 'none' }
  | { readonly kind: 'more'; readonly missing: number }
  | { readonly kind: 'refused'; readonly reason: PinRefusal }
  | { readonly kind: 'fair' }
  | { readonly kind: 'good' };

/** From these lengths on a stolen disk is no quick win for a thief, with letters or with digits only. */
const GOOD_WITH_LETTERS = 10;
const GOOD_WITH_DIGITS = 12;

/** The vault's own rules, told early and kindly: a PIN that is on its way is short, not wrong. */
export function pinAdvice(pin: string): PinAdvice {
  const length = [...normalisePin(pin)].length;
  if (length === 0) return { kind: 'none' };
  if (length < PIN_MIN_LENGTH) return { kind: 'more', missing: PIN_MIN_LENGTH - length };
  const reason = checkPin(pin);
  if (reason) return { kind: 'refused', reason };
  const enough = /[^0-9]/.test(pin) ? GOOD_WITH_LETTERS : GOOD_WITH_DIGITS;
  return { kind: length >= enough ? 'good' : 'fair' };
}
