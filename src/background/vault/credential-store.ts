import type { CredentialStore } from '../../core/authenticator/credential-store';
import { equal } from '../../core/bytes';
import { VaultError } from '../../core/vault/error';
import { newRecord, type PasskeyRecord, sourceOf } from '../../core/vault/record';
import type { CredentialSource } from '../../core/webauthn/credential-source';
import { byUse } from './listing';
import type { Records } from './records';
import type { SiteLookup } from './site-lookup';
import type { Unlocking } from './unlocked';

export type StorePorts = {
  readonly unlocked: Unlocking;
  readonly records: Records;
  readonly lookup: SiteLookup;
  readonly now: () => number;
  readonly changed: () => void;
};

/** The vault as the authenticator knows it. */
export function credentialStore({ unlocked, records, lookup, now, changed }: StorePorts): CredentialStore {
  return {
    async find(rpId) {
      const found = await lookup.living(await unlocked(), rpId);
      return found
        .map(({ record }) => record)
        .sort(byUse)
        .map((record) => ({
          source: sourceOf(record),
          backedUp: record.backedUp,
          lastUsedAt: record.lastUsedAt,
        }));
    },

    async add(source) {
      const vault = await unlocked();
      const id = await vault.keys.recordId(source.id);
      const done = await records.change(vault, async () => {
        const held = await records.get(vault, id).catch(missingIfDamaged);
        if (held && held.record.deletedAt === null) return [];
        const replaced = (await lookup.living(vault, source.rpId)).filter(({ record }) =>
          replaces(source, record),
        );
        const record = held ? { ...held.record, deletedAt: null } : newRecord(source);
        return [
          { id, record },
          ...replaced.map((old) => ({ id: old.id, record: { ...old.record, deletedAt: now() } })),
        ];
      });
      if (done) changed();
    },

    async recordUse(credentialId, { signCount, origin, largeBlob }) {
      const vault = await unlocked();
      const id = await vault.keys.recordId(credentialId);
      await records.change(vault, async () => {
        const held = await records.get(vault, id);
        if (!held || held.record.deletedAt !== null) throw new VaultError('not-found');
        const use = { signCount, lastUsedAt: now(), lastUsedOrigin: origin };
        return [{ id, record: { ...held.record, ...use, ...(largeBlob ? { largeBlob } : {}) } }];
      });
      changed();
    },
  };
}

/** §sctn-authenticator-model: one discoverable source for each account of a site. */
function replaces(source: CredentialSource, record: PasskeyRecord): boolean {
  if (!source.discoverable || !record.discoverable || equal(source.id, record.id)) return false;
  return (
    source.userHandle !== null && record.userHandle !== null && equal(source.userHandle, record.userHandle)
  );
}

/** A source that comes again takes the place of its own damaged record. */
function missingIfDamaged(error: unknown): null {
  if (error instanceof VaultError && error.reason === 'damaged') return null;
  throw error;
}
