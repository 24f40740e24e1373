import type { PinResult, PinState, Ways } from '../messages/surface-background';

/** What stands between a person and an unlocked vault, as far as the PIN goes. */
export type PinTrouble = {
  /** The last try was wrong. */
  readonly wrong: boolean;
  /** No PIN is taken any more. */
  readonly blocked: boolean;
  readonly attemptsLeft: number;
  /** No PIN is taken before then; milliseconds since the epoch. */
  readonly waitUntil: number | null;
};

/** From this many on, the tries left are worth a word before one is made. */
const FEW = 5;

export function troubleOf(pin: PinState, wrong = false): PinTrouble {
  return { wrong, blocked: pin.attemptsLeft === 0, ...pin };
}

/** The trouble that an answer brings; null where there is none. */
export function troubleAfter(result: PinResult): PinTrouble | null {
  return result.result === 'ok' ? null : troubleOf(result.pin, result.result === 'wrong-pin');
}

/** Whole seconds until a PIN is taken again; 0 where it is taken now. */
export function secondsLeft({ waitUntil }: PinTrouble, now: number): number {
  return waitUntil === null ? 0 : Math.max(0, Math.ceil((waitUntil - now) / 1000));
}

export function isWorthSaying({ wrong, blocked, attemptsLeft, waitUntil }: PinTrouble): boolean {
  return wrong || blocked || waitUntil !== null || attemptsLeft <= FEW;
}

/** Whether something else than the PIN opens the vault. */
export function hasOtherWay({ recoveryKey, platform }: Ways): boolean {
  return recoveryKey || platform.length > 0;
}
