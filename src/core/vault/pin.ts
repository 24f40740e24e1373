import { utf8 } from '../bytes';
import { isCommon } from './common-pins';
import { isSimple } from './simple-pins';

/** Code points; NIST SP 800-63B-4 asks for at least 6 in an activation secret. */
export const PIN_MIN_LENGTH = 6;
/** UTF-8 bytes; CTAP's limit for a PIN (§authenticatorClientPIN). */
export const PIN_MAX_BYTES = 63;

/** Why a new PIN is not taken. */
export type PinRefusal = 'too-short' | 'too-long' | 'too-common' | 'too-simple';

/** The same PIN whatever keyboard composed its letters: Unicode NFC. */
export function normalisePin(pin: string): string {
  return pin.normalize('NFC');
}

/** Whether a text can be a PIN at all; what cannot be one is not worth an attempt. */
export function isPossiblePin(pin: string): boolean {
  return lengthRefusal(normalisePin(pin)) === null;
}

/** What stands against a new PIN; null if nothing does. `least`: code points, where more are asked for than ever. */
export function checkPin(pin: string, least = PIN_MIN_LENGTH): PinRefusal | null {
  const normal = normalisePin(pin);
  const refusal = lengthRefusal(normal, least);
  if (refusal) return refusal;
  if (isSimple(normal)) return 'too-simple';
  return isCommon(normal) ? 'too-common' : null;
}

function lengthRefusal(normal: string, least = PIN_MIN_LENGTH): PinRefusal | null {
  if ([...normal].length < Math.max(least, PIN_MIN_LENGTH)) return 'too-short';
  return utf8(normal).length > PIN_MAX_BYTES ? 'too-long' : null;
}
