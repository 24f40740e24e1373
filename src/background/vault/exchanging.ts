import { type CredentialId, toBase64url } from '../../core/bytes';
import type { CheckedPasskey } from '../../core/exchange/check';
import { mergePasskey, type Standing } from '../../core/exchange/merge';
import type { Platform } from '../../core/platform';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import type { PasskeyRecord } from '../../core/vault/record';
import { openRecord } from '../../core/vault/record-envelope';
import { fewAtOnce } from './few-at-once';
import { entryOf, type RecordReader, type Snapshot } from './record-reader';
import type { RecordChange, RecordWriter } from './record-writer';
import { nullIfDamaged } from './site-lookup';
import type { Unlocked, Unlocking } from './unlocked';

/** `version-too-new`: a later Latchkey has written what is there; never overwritten. */
export type ImportStanding = Standing | 'version-too-new';

/** Many passkeys at once, in and out. All throw while locked. */
export type Exchanging = {
  /** How each stands to the vault as it is now; changes nothing. */
  compare(files: readonly CheckedPasskey[]): Promise<readonly ImportStanding[]>;
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
  readonly platform: Platform;
  readonly unlocked: Unlocking;
  readonly reader: RecordReader;
  readonly writer: RecordWriter;
  readonly now: () => number;
  readonly changed: () => void;
};

type Planned = RecordChange & { readonly standing: ImportStanding };
/** What lies under an id; null: nothing that can be opened. `counts`: not kept from use by damage elsewhere. */
type Stored = { readonly record: PasskeyRecord; readonly counts: boolean } | 'version-too-new' | null;

export function exchanging(ports: ExchangingPorts): Exchanging {
  const { platform, unlocked, reader, writer, now, changed } = ports;
  const opened = (vault: Unlocked, snapshot: Snapshot, id: RecordId) =>
    reader.open(vault, snapshot, id).catch(nullIfDamaged);

  async function stored(vault: Unlocked, { rows, pages }: Snapshot, id: RecordId): Promise<Stored> {
    const row = rows.get(id);
    if (!row) return null;
    try {
      const { record, revision } = await openRecord(platform, vault.keys, row);
      return { record, counts: entryOf(pages, id)?.revision === revision };
    } catch (error) {
      if (error instanceof VaultError && error.reason === 'version-too-new') return error.reason;
      return nullIfDamaged(error);
    }
  }

  /** The same id twice in one file meets what the first of them made of it. */
  async function plan(vault: Unlocked, files: readonly CheckedPasskey[]): Promise<readonly Planned[]> {
    const places = await fewAtOnce(files, ({ id }) => vault.keys.recordId(id));
    const snapshot = await reader.read(vault, { ids: [...new Set(places)] });
    const ids = [...new Set(places)];
    const found = await fewAtOnce(ids, (id) => stored(vault, snapshot, id));
    const held = new Map(ids.map((id, index) => [id, found[index] ?? null]));
    return files.map((file, index) => {
      const id = places[index] ?? '';
      const merged = mergeStored(file, held.get(id) ?? null, now());
      const { standing, record } = merged;
      if (standing === 'new' && record) held.set(id, { record, counts: true });
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

/** A record that does not count is as good as new where the file has the same key, and it keeps what it knows. */
function mergeStored(file: CheckedPasskey, stored: Stored, now: number): Omit<Planned, 'id'> {
  if (stored === 'version-too-new') return { standing: stored, record: null };
  const merged = mergePasskey(file, stored?.record ?? null, now);
  if (!stored || stored.counts || merged.standing === 'taken') return merged;
  return { standing: 'new', record: merged.record ?? stored.record };
}
