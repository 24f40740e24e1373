import { as, type CredentialId, fromBase64url } from '../../core/bytes';
import type { PasskeyResults } from '../../messages/surface/passkeys';
import type { HandlersFor } from '../router';
import type { Vault } from '../vault/vault';

export function passkeyHandlers(vault: Vault): HandlersFor<PasskeyResults> {
  return {
    'passkeys-list': () => vault.list(),
    'passkeys-part': ({ from, count, host }) => vault.part(from, count, host),
    'passkeys-details': ({ id }) => vault.details(credentialId(id)),
    'passkeys-edit': async ({ id, ...words }) => {
      await vault.edit(credentialId(id), words);
      return null;
    },
    'passkeys-delete': async ({ ids }) => {
      await vault.trash(ids.map(credentialId));
      return null;
    },
    'passkeys-restore': async ({ ids }) => {
      await vault.restore(ids.map(credentialId));
      return null;
    },
  };
}

function credentialId(text: string): CredentialId {
  return as(fromBase64url(text));
}
