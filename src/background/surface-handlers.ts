import { as, type CredentialId, fromBase64url } from '../core/bytes';
import type { Person } from './ceremony/person';
import type { SurfaceHandlers } from './router';
import type { SettingsStore } from './settings';
import type { Vault } from './vault/vault';

export type HandlerPorts = {
  readonly vault: Vault;
  readonly person: Person;
  readonly settings: SettingsStore;
};

/** What our own pages can ask for. */
export function surfaceHandlers({ vault, person, settings }: HandlerPorts): SurfaceHandlers {
  return {
    'vault-status': async () => ({ state: await vault.state(), pin: await vault.pinState() }),
    'vault-make': ({ pin }) => vault.make(pin),
    'vault-unlock': ({ pin }) => vault.unlock(pin),
    'vault-lock': async () => {
      await vault.lock();
      return null;
    },
    'passkeys-list': () => vault.list(),
    'passkeys-details': ({ id }) => vault.details(credentialId(id)),
    'passkeys-edit': async ({ id, displayName, note }) => {
      await vault.edit(credentialId(id), { displayName, note });
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
    'prompt-waiting': () => person.waiting(),
    'prompt-view': ({ ceremony }) => person.view(ceremony),
    'prompt-confirm': ({ ceremony, pin, account }) => person.confirm(ceremony, pin, account),
    'prompt-cancel': async ({ ceremony }) => {
      await person.decline(ceremony, 'cancelled');
      return null;
    },
    'prompt-use-other': async ({ ceremony }) => {
      await person.decline(ceremony, 'use-other');
      return null;
    },
    'settings-get': () => settings.get(),
    'settings-set': (request) => settings.set(request.settings),
  };
}

function credentialId(text: string): CredentialId {
  return as(fromBase64url(text));
}
