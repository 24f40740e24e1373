import type { CredentialStore } from '../../core/authenticator/credential-store';
import { equal } from '../../core/bytes';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import { newRecord, type PasskeyRecord, sourceOf } from '../../core/vault/record';
import type { CredentialSource } from '../../core/webauthn/credential-source';
import { byUse } from './listing';
import type { RecordReader } from './record-reader';
import type { RecordWriter } from './record-writer';
import { nullIfDamaged, type SiteLookup } from './site-lookup';
import type { Unlocked, Unlocking } from './unlocked';

export type StorePorts = {
  readonly unlocked: Unlocking;
  readonly reader: RecordReader;
  readonly writer: RecordWriter;
  readonly living: SiteLookup;
  readonly now: () => number;
  readonly changed: () => void;
};

/** The vault as the authenticator knows it. */
export function credentialStore({
  unlocked,
  reader,
  writer,
  living,
  now,
  changed,
}: StorePorts): CredentialStore {
  async function held(vault: Unlocked, id: RecordId) {
    return reader.open(vault, await reader.read(vault, { ids: [id] }), id);
  }

  return {
    async find(rpId) {
      const found = await living(await unlocked(), rpId);
      return found
        .map(({ record }) => record)
        .sort(byUse)
        .map((record) => {
          const { backedUp, lastUsedAt, displayName } = record;
          return { source: sourceOf(record), backedUp, lastUsedAt, displayName };
        });
    },

    async add(source) {
      const vault = await unlocked();
      const id = await vault.keys.recordId(source.id);
      const done = await writer.change(vault, async () => {
        // A source that comes again takes the place of its own damaged record.
        const known = await held(vault, id).catch(nullIfDamaged);
        if (known && known.record.deletedAt === null) return [];
        const replaced = (await living(vault, source.rpId)).filter(({ record }) => replaces(source, record));
        const record = known ? { ...known.record, deletedAt: null } : newRecord(source);
        return [
          { id, record },
          ...replaced.map((old) => ({ id: old.id, record: { ...old.record, deletedAt: now() } })),
        ];
      });
      if (done) changed();
    },

    async recordUse(credentialId, { signCount, origin, verified, largeBlob }) {
      const vault = await unlocked();
      const id = await vault.keys.recordId(credentialId);
      await writer.change(vault, async () => {
        const known = await held(vault, id);
        if (!known || known.record.deletedAt !== null) throw new VaultError('not-found');
        const use = { signCount, lastUsedAt: now(), lastUsedOrigin: origin, lastUsedVerified: verified };
        return [{ id, record: { ...known.record, ...use, ...(largeBlob ? { largeBlob } : {}) } }];
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
