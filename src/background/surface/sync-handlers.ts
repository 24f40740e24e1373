import { as, type CredentialId, fromBase64url } from '../../core/bytes';
import type { SyncPlace, SyncResults } from '../../messages/surface/sync';
import type { HandlersFor } from '../router';
import { folderOf, type Place } from '../sync/place';
import type { Sync } from '../sync/sync';
import type { Vault } from '../vault/vault';
import { proofFrom } from './proof-from';

export function syncHandlers(sync: Sync, vault: Pick<Vault, 'restore'>): HandlersFor<SyncResults> {
  const done = async (work: Promise<void>) => {
    await work;
    return null;
  };
  return {
    'sync-status': () => sync.status(),
    async 'sync-look'({ at, recoveryKey }) {
      const place = placeAt(at);
      return place ? sync.look(place, recoveryKey) : { result: 'bad-address' };
    },
    async 'sync-connect'({ at, recoveryKey, proof }) {
      const place = placeAt(at);
      if (!place) return { result: 'bad-address' };
      return sync.connect(place, recoveryKey, proof && proofFrom(proof));
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

/** Null for an address that is none. */
function placeAt(at: SyncPlace): Place | null {
  if (at.place === 'browser') return { kind: 'browser' };
  const folder = folderOf(at.url);
  return folder && { kind: 'webdav', url: folder.href, user: at.user, password: at.password };
}
