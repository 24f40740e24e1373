import { as, type CredentialId, fromBase64url } from '../../core/bytes';
import type { SyncResults } from '../../messages/surface/sync';
import type { HandlersFor } from '../router';
import { folderOf } from '../sync/place';
import type { Sync } from '../sync/sync';
import type { Vault } from '../vault/vault';

export function syncHandlers(sync: Sync, vault: Pick<Vault, 'restore'>): HandlersFor<SyncResults> {
  const done = async (work: Promise<void>) => {
    await work;
    return null;
  };
  return {
    'sync-status': () => sync.status(),
    'sync-connect': ({ place, recoveryKey }) => sync.connect({ kind: place }, recoveryKey),
    'sync-connect-webdav': async ({ url, user, password, recoveryKey }) => {
      const folder = folderOf(url);
      if (!folder) return { result: 'bad-address' };
      return sync.connect({ kind: 'webdav', url: folder.href, user, password }, recoveryKey);
    },
    'sync-password': ({ user, password }) => done(sync.setPassword(user, password)),
    'sync-disconnect': () => done(sync.disconnect()),
    'sync-now': () => done(sync.now()),
    'sync-rename': ({ name }) => done(sync.rename(name)),
    'sync-remove-device': ({ device, recoveryKey }) => sync.removeDevice(device, recoveryKey),
    'sync-follow': ({ recoveryKey }) => sync.follow(recoveryKey),
    'sync-answer-deletion': ({ answer }) => done(sync.now(answer)),
    'sync-settle': ({ ids, keep }) => {
      const named = ids.map((id): CredentialId => as(fromBase64url(id)));
      // Restoring is a change like any other, and settles the question everywhere.
      return done(keep ? vault.restore(named) : sync.confirmDeletions(ids));
    },
    'sync-dismiss-warnings': () => done(sync.dismissWarnings()),
  };
}
