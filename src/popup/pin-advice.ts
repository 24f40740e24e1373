import { checkPin, normalisePin, PIN_MIN_LENGTH } from '../core/vault/pin';
import type { PinRefusal } from '../messages/surface-background';
import { thiefSeconds } from './thief';

/** What to say about a new PIN while it is typed. `more`: so many characters are missing. */
export type PinAdvice =
  | { readonly kind: 'none' }
  | { readonly kind: 'more'; readonly missing: number }
  | { readonly kind: 'refused'; readonly reason: PinRefusal }
  /** With what a thief of the disk would need, in seconds. */
  | { readonly kind: 'fair' | 'good'; readonly thiefSeconds: number };

/** From ten years on a stolen disk is no win for a thief with one card. */
const GOOD = 10 * 365.25 * 86_400;

/** The vault's own rules, told early and kindly: a PIN that is on its way is short, not wrong. */
export function pinAdvice(pin: string, least = PIN_MIN_LENGTH): PinAdvice {
  const normal = normalisePin(pin);
  const length = [...normal].length;
  if (length === 0) return { kind: 'none' };
  if (length < least) return { kind: 'more', missing: least - length };
  const reason = checkPin(pin, least);
  if (reason) return { kind: 'refused', reason };
  const seconds = thiefSeconds(normal);
  return { kind: seconds >= GOOD ? 'good' : 'fair', thiefSeconds: seconds };
}
