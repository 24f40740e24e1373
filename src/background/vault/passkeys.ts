import type { CredentialId } from '../../core/bytes';
import { VaultError } from '../../core/vault/error';
import { type PasskeyRecord, TRASH_KEPT_FOR } from '../../core/vault/record';
import type { PasskeyDetails, PasskeySummary } from '../../messages/surface-background';
import { byUse, type DamagedPasskey, detailsOf, summaryOf } from './listing';
import type { Records } from './records';
import type { SiteLookup } from './site-lookup';
import type { Unlocking } from './unlocked';

/** The passkeys as the person sees and tends them. All throw while locked. */
export type Passkeys = {
  /** Living ones, last used first. */
  list(): Promise<readonly PasskeySummary[]>;
  /** Those in the trash, last deleted first. */
  trashed(): Promise<readonly PasskeySummary[]>;
  damaged(): Promise<readonly DamagedPasskey[]>;
  /** Null where there is none. */
  details(id: CredentialId): Promise<PasskeyDetails | null>;
  edit(id: CredentialId, words: { readonly displayName: string; readonly note: string }): Promise<void>;
  /** Into the trash, all or none; those that are there already stay as they are. */
  trash(ids: readonly CredentialId[]): Promise<void>;
  restore(ids: readonly CredentialId[]): Promise<void>;
  /** Removes for good what has been in the trash for 30 days. */
  clearOldTrash(): Promise<void>;
};

export type PasskeysPorts = {
  readonly unlocked: Unlocking;
  readonly records: Records;
  readonly lookup: SiteLookup;
  readonly now: () => number;
  readonly changed: () => void;
};

export function passkeys({ unlocked, records, lookup, now, changed }: PasskeysPorts): Passkeys {
  async function everything(): Promise<readonly PasskeyRecord[]> {
    return (await lookup.contents(await unlocked())).opened.map(({ record }) => record);
  }

  /** Changes the named records in one transaction. Throws not-found, and then none is changed. */
  async function alter(
    ids: readonly CredentialId[],
    change: (record: PasskeyRecord) => PasskeyRecord,
  ): Promise<void> {
    const vault = await unlocked();
    const done = await records.change(vault, async () => {
      const held = await Promise.all(
        ids.map(async (id) => records.get(vault, await vault.keys.recordId(id))),
      );
      return held.flatMap((opened) => {
        if (!opened) throw new VaultError('not-found');
        const record = change(opened.record);
        return record === opened.record ? [] : [{ id: opened.id, record }];
      });
    });
    if (done) changed();
  }

  return {
    async list() {
      const living = (await everything()).filter((record) => record.deletedAt === null);
      return living.sort(byUse).map(summaryOf);
    },

    async trashed() {
      const gone = (await everything()).filter((record) => record.deletedAt !== null);
      return gone.sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0)).map(summaryOf);
    },

    async damaged() {
      return (await lookup.contents(await unlocked())).damaged.map((record) => ({ record }));
    },

    async details(id) {
      const vault = await unlocked();
      const opened = await records.get(vault, await vault.keys.recordId(id));
      return opened && detailsOf(opened.record);
    },

    edit: (id, { displayName, note }) => alter([id], (record) => ({ ...record, displayName, note })),

    trash: (ids) =>
      alter(ids, (record) => (record.deletedAt === null ? { ...record, deletedAt: now() } : record)),

    restore: (ids) =>
      alter(ids, (record) => (record.deletedAt === null ? record : { ...record, deletedAt: null })),

    async clearOldTrash() {
      const vault = await unlocked();
      const done = await records.change(vault, async () => {
        const { opened } = await lookup.contents(vault);
        return opened
          .filter(({ record }) => record.deletedAt !== null && record.deletedAt + TRASH_KEPT_FOR <= now())
          .map(({ id }) => ({ id, record: null }));
      });
      if (done) changed();
    },
  };
}
