import type { VaultResults } from '../../messages/surface/vault';
import type { HandlersFor } from '../router';
import type { Vault } from '../vault/vault';

export function vaultHandlers(vault: Vault): HandlersFor<VaultResults> {
  return {
    'vault-status': () => vault.status(),
    'vault-make': ({ pin }) => vault.make(pin),
    'vault-unlock': ({ pin }) => vault.unlock(pin),
    'vault-lock': async () => {
      await vault.lock();
      return null;
    },
    'vault-erase': ({ othersLost }) => vault.erase(othersLost),
  };
}
