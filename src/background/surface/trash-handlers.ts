import { as, type CredentialId, fromBase64url } from '../../core/bytes';
import type { TrashResults } from '../../messages/surface/trash';
import type { HandlersFor } from '../router';
import type { Sync } from '../sync/sync';
import type { Vault } from '../vault/vault';

export function trashHandlers(vault: Vault, sync: Pick<Sync, 'discarding'>): HandlersFor<TrashResults> {
  return {
    'trash-list': () => vault.trashed(),
    'trash-purge': async ({ ids }) => {
      await vault.purge(ids.map((id) => as<CredentialId>(fromBase64url(id))));
      return null;
    },
    'damaged-list': () => vault.damaged(),
    'damaged-accept': async ({ records }) => {
      await vault.acceptDamaged(records);
      return null;
    },
    'damaged-discard': async ({ records }) => {
      await sync.discarding(records, () => vault.discardDamaged(records));
      return null;
    },
    'damaged-export': ({ records }) => vault.exportDamaged(records),
  };
}
