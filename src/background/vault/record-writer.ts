import { equal, toBase64url } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import {
  type ContentsEntry,
  DELETION_KEPT_FOR,
  type Deletion,
  pageOf,
  summaryOf,
} from '../../core/vault/contents';
import { sealPage } from '../../core/vault/contents-page';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import { isOffered, type PasskeyRecord } from '../../core/vault/record';
import { sealRecord } from '../../core/vault/record-envelope';
import { siteTag } from '../../core/vault/site-tag';
import type { VaultDatabase } from './database';
import { fewAtOnce } from './few-at-once';
import { headerIn } from './header-row';
import { entryOf, type OpenedPage, type RecordReader, type Snapshot } from './record-reader';
import type { Unlocked } from './unlocked';

/** A record that is to be written, or null for one that is to go for good. */
export type RecordChange = {
  readonly id: RecordId;
  readonly record: PasskeyRecord | null;
  /** That it goes is the person's deletion of the passkey: noted, so that sync does it everywhere. */
  readonly isDeletion?: true;
};

export type RecordWriter = {
  /**
   * Writes what `plan` says, all in one transaction, durable when it resolves. `plan` reads and decides; it runs
   * again if anything changed meanwhile, so that two windows never overwrite each other. Nothing to do: false.
   * Once `signal` is aborted no transaction begins any more; its reason is thrown.
   */
  change(
    vault: Unlocked,
    plan: () => Promise<readonly RecordChange[]>,
    signal?: AbortSignal,
  ): Promise<boolean>;
};

/** How often a plan is made again before giving up; each time another writer has got on. */
const TRIES = 100;

/** Rows that are handed to storage at a time. */
const AT_ONCE = 1000;

export function recordWriter(
  platform: Platform,
  database: VaultDatabase,
  reader: RecordReader,
): RecordWriter {
  /** A new row, one revision above all that storage or contents know, also of what was deleted and comes back. */
  async function sealChange({ keys }: Unlocked, { header, rows, pages }: Snapshot, change: RecordChange) {
    const { id, record, isDeletion = false } = change;
    if (!record) return { id, row: null, entry: null, isDeletion };
    const deletion = pages.get(pageOf(id))?.deletions.get(toBase64url(record.id));
    const known = [rows.get(id), entryOf(pages, id), deletion].map((found) => found?.revision ?? 0);
    const revision = 1 + Math.max(...known);
    const tagKey = isOffered(record) ? header.tagKey : null;
    const tag = tagKey && (await siteTag(platform, tagKey, record.rpId));
    const row = await sealRecord(platform, keys, { id, revision, record }, tag);
    return { id, row, entry: { revision, summary: summaryOf(record) }, isDeletion: false };
  }

  async function tryOnce(
    vault: Unlocked,
    plan: () => Promise<readonly RecordChange[]>,
    signal: AbortSignal | undefined,
  ) {
    const at = await reader.changes();
    const planned = await plan();
    if (planned.length === 0) return 'nothing';
    const snapshot = await reader.read(vault, { ids: planned.map(({ id }) => id) });
    if (!equal(snapshot.header.id, vault.header.id)) throw new VaultError('locked');

    const changes = await fewAtOnce(planned, (change) => sealChange(vault, snapshot, change));
    const pages = turnedPages(snapshot, changes, platform.now());
    const sealedPages = await Promise.all(
      [...pages].map(([number, page]) => sealPage(platform, vault.keys, number, page.revision, page)),
    );
    signal?.throwIfAborted();
    // Only now the transaction: the browser would commit it while WebCrypto is at work.
    const written = await database.write(['vault', 'changes', 'records', 'contents'], async (tx) => {
      const count = (await tx.objectStore('changes').get('count')) ?? 0;
      if (count !== at || !(await headerIn(tx))) return false;
      const records = tx.objectStore('records');
      await Promise.all([
        tx.objectStore('changes').put(at + 1, 'count'),
        ...sealedPages.map((page) => tx.objectStore('contents').put(page)),
      ]);
      // Each part is awaited, so that others get their turn between two.
      for (let from = 0; from < changes.length; from += AT_ONCE) {
        const part = changes.slice(from, from + AT_ONCE);
        await Promise.all(part.map(({ id, row }) => (row ? records.put(row) : records.delete(id))));
      }
      return true;
    });
    if (!written) return 'again';
    reader.keep(at, pages);
    return 'written';
  }

  return {
    async change(vault, plan, signal) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const result = await tryOnce(vault, plan, signal);
        if (result !== 'again') return result === 'written';
      }
      throw new VaultError('storage-failed');
    },
  };
}

type EntryChange = {
  readonly id: RecordId;
  readonly entry: ContentsEntry | null;
  readonly isDeletion: boolean;
};
type TurnedPage = {
  readonly revision: number;
  readonly entries: Map<RecordId, ContentsEntry>;
  readonly deletions: Map<string, Deletion>;
};

/** The pages that list the changed records, as they will be. A lost page starts anew (see damage.ts). */
function turnedPages(
  { pages }: Snapshot,
  changes: readonly EntryChange[],
  now: number,
): Map<number, OpenedPage> {
  const turned = new Map<number, TurnedPage>();
  for (const { id, entry, isDeletion } of changes) {
    const number = pageOf(id);
    const old = pages.get(number);
    const page = turned.get(number) ?? {
      revision: (old?.revision ?? 0) + 1,
      entries: new Map(old?.entries),
      deletions: new Map([...(old?.deletions ?? [])].filter(([, { at }]) => at + DELETION_KEPT_FOR > now)),
    };
    const before = page.entries.get(id);
    if (entry) {
      page.entries.set(id, entry);
      page.deletions.delete(entry.summary.id);
    } else {
      page.entries.delete(id);
      if (isDeletion && before) page.deletions.set(before.summary.id, { revision: before.revision, at: now });
    }
    turned.set(number, page);
  }
  return turned;
}
