import { fromBase64url } from '../../core/bytes';
import type { WaysInResults } from '../../messages/surface/ways-in';
import { detach } from '../log';
import type { HandlersFor } from '../router';
import type { Sync } from '../sync/sync';
import type { Vault } from '../vault/vault';
import { proofFrom } from './proof-from';

export function waysInHandlers(
  vault: Vault,
  sync: Pick<Sync, 'recoveryKeyChanging' | 'now'>,
): HandlersFor<WaysInResults> {
  return {
    'vault-unlock-with': ({ proof }) => vault.unlockWith(proofFrom(proof)),
    'ways-change-pin': ({ proof, pin }) => vault.changePin(proofFrom(proof), pin),
    'ways-keep-pin': ({ proof, where }) => vault.keepPin(proofFrom(proof), where),
    'ways-new-recovery-key': ({ proof }) => vault.newRecoveryKey(proofFrom(proof)),
    'ways-confirm-recovery-key': async ({ recoveryKey }) => {
      const confirmed = await vault.confirmRecoveryKey(recoveryKey, sync.recoveryKeyChanging);
      // What lies elsewhere opens with the new key too, as soon as it can be told.
      if (confirmed.result === 'ok') detach('recovery key', sync.now());
      return confirmed;
    },
    'ways-add-platform': ({ proof, ...way }) =>
      vault.addPlatform(proofFrom(proof), {
        credentialId: fromBase64url(way.credentialId),
        prfSalt: fromBase64url(way.prfSalt),
        prf: fromBase64url(way.prf),
      }),
    'ways-remove-platform': ({ slot }) => vault.removePlatform(slot),
  };
}
