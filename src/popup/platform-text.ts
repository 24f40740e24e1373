import type { PlatformTrouble } from './platform-authenticator';
import { type TextKey, text } from './text';

const words: Record<PlatformTrouble, TextKey> = {
  cancelled: 'platformCancelled',
  'no-prf': 'platformNoPrf',
  already: 'platformAlready',
  unavailable: 'platformUnavailable',
};

/** Why face or finger did not work, and what to do. */
export function platformText(trouble: PlatformTrouble): string {
  return text(words[trouble]);
}
