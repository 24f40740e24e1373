import { fromBase64url } from '../../core/bytes';
import type { Proof as Shown } from '../../messages/surface-background';
import type { Proof } from '../vault/proof';

/** A proof as it came over the border, as the vault takes it. */
export function proofFrom(shown: Shown): Proof {
  switch (shown.by) {
    case 'pin':
      return { pin: shown.pin };
    case 'recovery-key':
      return { recoveryKey: shown.recoveryKey };
    case 'platform':
      return { slot: shown.slot, prf: fromBase64url(shown.prf) };
  }
}
