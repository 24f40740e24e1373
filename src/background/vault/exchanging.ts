import { type CredentialId, toBase64url } from '../../core/bytes';
import type { CheckedPasskey } from '../../core/exchange/check';
import { mergePasskey, type Standing } from '../../core/exchange/merge';
import type { RecordId } from '../../core/vault/keys';
import type { PasskeyRecord } from '../../core/vault/record';
import { fewAtOnce } from './few-at-once';
import type { RecordReader, Snapshot } from './record-reader';
import type { RecordChange, RecordWriter } from './record-writer';
import { nullIfDamaged } from './site-lookup';
import type { Unlocked, Unlocking } from './unlocked';

/** Many passkeys at once, in and out. All throw while locked. */
export type Exchanging = {
  /** How each stands to the vault as it is now; changes nothing. */
  compare(files: readonly CheckedPasskey[]): Promise<readonly Standing[]>;
  /**
   * Takes them in, all in one transaction or none: the new ones, and with `take` 'file' those that differ. What
   * the vault holds is looked at anew. Throws the signal's reason if it is aborted before the transaction.
   */
  takeIn(
    files: readonly CheckedPasskey[],
    take: 'held' | 'file',
    signal: AbortSignal,
  ): Promise<{ readonly added: number; readonly changed: number }>;
  /** Whole records, keys and all: these, or every one that can be opened. Damaged ones are left out. */
  records(ids: readonly CredentialId[] | null): Promise<readonly PasskeyRecord[]>;
  /** They are in a backup from now on (BS), where they may be at all (BE). */
  markBackedUp(ids: readonly CredentialId[]): Promise<void>;
};

export type ExchangingPorts = {
  readonly unlocked: Unlocking;
  readonly reader: RecordReader;
  readonly writer: RecordWriter;
  readonly now: () => number;
  readonly changed: () => void;
};

type Planned = RecordChange & { readonly standing: Standing };

export function exchanging({ unlocked, reader, writer, now, changed }: ExchangingPorts): Exchanging {
  const opened = (vault: Unlocked, snapshot: Snapshot, id: RecordId) =>
    reader.open(vault, snapshot, id).catch(nullIfDamaged);

  /** The same id twice in one file meets what the first of them made of it. */
  async function plan(vault: Unlocked, files: readonly CheckedPasskey[]): Promise<readonly Planned[]> {
    const places = await fewAtOnce(files, ({ id }) => vault.keys.recordId(id));
    const snapshot = await reader.read(vault, { ids: [...new Set(places)] });
    const ids = [...new Set(places)];
    const records = await fewAtOnce(ids, async (id) => (await opened(vault, snapshot, id))?.record ?? null);
    const held = new Map<RecordId, PasskeyRecord | null>(
      ids.map((id, index) => [id, records[index] ?? null]),
    );
    return files.map((file, index) => {
      const id = places[index] ?? '';
      const merged = mergePasskey(file, held.get(id) ?? null, now());
      if (merged.standing === 'new') held.set(id, merged.record);
      return { id, ...merged };
    });
  }

  return {
    async compare(files) {
      return (await plan(await unlocked(), files)).map(({ standing }) => standing);
    },

    async takeIn(files, take, signal) {
      const vault = await unlocked();
      let counts = { added: 0, changed: 0 };
      const done = await writer.change(
        vault,
        async () => {
          const planned = await plan(vault, files);
          const added = planned.filter(({ standing }) => standing === 'new');
          const taken = take === 'file' ? planned.filter(({ standing }) => standing === 'different') : [];
          counts = { added: added.length, changed: taken.length };
          // The last word on each id, where a file has it twice.
          return [...new Map([...added, ...taken].map(({ id, record }) => [id, { id, record }])).values()];
        },
        signal,
      );
      if (done) changed();
      return counts;
    },

    async records(ids) {
      const vault = await unlocked();
      const wanted = ids && { ids: await fewAtOnce(ids, vault.keys.recordId) };
      const snapshot = await reader.read(vault, wanted ?? 'everything');
      const all = await fewAtOnce([...snapshot.rows.keys()], (id) => opened(vault, snapshot, id));
      return all.flatMap((found) => (found ? [found.record] : []));
    },

    async markBackedUp(ids) {
      const vault = await unlocked();
      const unlike = [...new Map(ids.map((id) => [toBase64url(id), id])).values()];
      const places = await fewAtOnce(unlike, vault.keys.recordId);
      const done = await writer.change(vault, async () => {
        const snapshot = await reader.read(vault, { ids: places });
        const all = await fewAtOnce(places, (id) => opened(vault, snapshot, id));
        return all.flatMap((found) =>
          found?.record.backupEligible
            ? [{ id: found.id, record: { ...found.record, backedUp: true, filedAt: now() } }]
            : [],
        );
      });
      if (done) changed();
    },
  };
}
