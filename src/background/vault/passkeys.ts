import { type CredentialId, toBase64url } from '../../core/bytes';
import type { RecordSummary } from '../../core/vault/contents';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import { type PasskeyRecord, TRASH_KEPT_FOR } from '../../core/vault/record';
import { isWithinRpId } from '../../core/webauthn/within-rp-id';
import type {
  OwnWords,
  PasskeyDetails,
  PasskeySummary,
  PasskeysPart,
  TrashedPasskey,
} from '../../messages/surface-background';
import { byUse, detailsOf, listed } from './listing';
import type { RecordReader } from './record-reader';
import type { RecordWriter } from './record-writer';
import type { Unlocked, Unlocking } from './unlocked';

/** The passkeys as the person sees and tends them. All throw while locked. */
export type Passkeys = {
  /** Living ones, last used first. */
  list(): Promise<readonly PasskeySummary[]>;
  /** So many of them, and all that a host can ask for: a list can show before it has everything. */
  part(from: number, count: number, host: string | null): Promise<PasskeysPart>;
  /** Those in the trash, last deleted first. */
  trashed(): Promise<readonly TrashedPasskey[]>;
  /** Null where there is none. Throws damaged. */
  details(id: CredentialId): Promise<PasskeyDetails | null>;
  /** What is left out stays as it is. */
  edit(id: CredentialId, words: Partial<OwnWords>): Promise<void>;
  /** Into the trash, all or none; those that are there already stay as they are. */
  trash(ids: readonly CredentialId[]): Promise<void>;
  restore(ids: readonly CredentialId[]): Promise<void>;
  /** Removes for good, and only what is in the trash; what is not there (any more) is skipped. */
  purge(ids: readonly CredentialId[]): Promise<void>;
  /** Removes for good what has been in the trash for 30 days, but for what the person is asked about. */
  clearOldTrash(): Promise<void>;
};

export type PasskeysPorts = {
  readonly unlocked: Unlocking;
  readonly reader: RecordReader;
  readonly writer: RecordWriter;
  readonly now: () => number;
  readonly changed: () => void;
  /** Those in the trash, in base64url, of which the person has yet to say whether they belong there. */
  readonly inDoubt: () => Promise<readonly string[]>;
};

export function passkeys({ unlocked, reader, writer, now, changed, inDoubt }: PasskeysPorts): Passkeys {
  async function summaries(vault: Unlocked): Promise<readonly (readonly [RecordId, RecordSummary])[]> {
    const { pages } = await reader.read(vault, 'contents');
    return [...pages.values()].flatMap(({ entries }) =>
      [...entries].map(([id, { summary }]) => [id, summary] as const),
    );
  }

  async function everything(): Promise<readonly RecordSummary[]> {
    return (await summaries(await unlocked())).map(([, summary]) => summary);
  }

  /** Changes the named records in one transaction. Throws not-found, and then none is changed. */
  async function alter(
    ids: readonly CredentialId[],
    change: (record: PasskeyRecord) => PasskeyRecord,
  ): Promise<void> {
    const vault = await unlocked();
    const places = await Promise.all(ids.map((id) => vault.keys.recordId(id)));
    const done = await writer.change(vault, async () => {
      const snapshot = await reader.read(vault, { ids: places });
      const held = await Promise.all(places.map((id) => reader.open(vault, snapshot, id)));
      return held.flatMap((opened) => {
        if (!opened) throw new VaultError('not-found');
        const record = change(opened.record);
        return record === opened.record ? [] : [{ id: opened.id, record }];
      });
    });
    if (done) changed();
  }

  /** Removes for good what fits of the trash, in one transaction. */
  async function remove(fits: (trashed: RecordSummary & { deletedAt: number }) => boolean): Promise<void> {
    const vault = await unlocked();
    const done = await writer.change(vault, async () =>
      (await summaries(vault)).flatMap(([id, summary]) => {
        const { deletedAt } = summary;
        const goes = deletedAt !== null && fits({ ...summary, deletedAt });
        return goes ? [{ id, record: null, isDeletion: true }] : [];
      }),
    );
    if (done) changed();
  }

  async function living(): Promise<readonly RecordSummary[]> {
    return (await everything()).filter((record) => record.deletedAt === null).sort(byUse);
  }

  return {
    async list() {
      return (await living()).map(listed);
    },

    async part(from, count, host) {
      const all = await living();
      const part = all.filter(
        ({ rpId }, at) => (at >= from && at < from + count) || (host !== null && isWithinRpId(host, rpId)),
      );
      return { passkeys: part.map(listed), total: all.length };
    },

    async trashed() {
      const gone = (await everything()).flatMap((record) => {
        const { deletedAt } = record;
        if (deletedAt === null) return [];
        return [{ ...listed(record), deletedAt, goneAt: deletedAt + TRASH_KEPT_FOR }];
      });
      return gone.sort((a, b) => b.deletedAt - a.deletedAt);
    },

    async details(id) {
      const vault = await unlocked();
      const place = await vault.keys.recordId(id);
      const opened = await reader.open(vault, await reader.read(vault, { ids: [place] }), place);
      return opened && detailsOf(opened.record);
    },

    edit: (id, words) =>
      alter([id], (record) => {
        const { displayName = record.displayName, note = record.note } = words;
        return { ...record, displayName, note };
      }),

    trash: (ids) =>
      alter(ids, (record) => (record.deletedAt === null ? { ...record, deletedAt: now() } : record)),

    restore: (ids) =>
      alter(ids, (record) => (record.deletedAt === null ? record : { ...record, deletedAt: null })),

    async purge(ids) {
      const wanted = new Set(ids.map(toBase64url));
      await remove(({ id }) => wanted.has(id));
    },

    async clearOldTrash() {
      const isOld = (deletedAt: number) => deletedAt + TRASH_KEPT_FOR <= now();
      const all = await everything();
      if (!all.some(({ deletedAt }) => deletedAt !== null && isOld(deletedAt))) return;
      const kept = new Set(await inDoubt());
      await remove(({ id, deletedAt }) => isOld(deletedAt) && !kept.has(id));
    },
  };
}
