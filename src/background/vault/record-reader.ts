import { toBase64url } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { type ContentsEntry, type ContentsPage, PAGES, pageOf } from '../../core/vault/contents';
import { openPage, type SealedPage } from '../../core/vault/contents-page';
import { VaultError } from '../../core/vault/error';
import type { VaultHeader } from '../../core/vault/header';
import type { RecordId } from '../../core/vault/keys';
import { type OpenedRecord, openRecord, type RecordEnvelope } from '../../core/vault/record-envelope';
import type { VaultDatabase, VaultTransaction } from './database';
import { headerIn } from './header-row';
import type { Unlocked } from './unlocked';

/** Which records to read: some, those with a tag, none but the whole contents, or everything. */
export type Wanted =
  | { readonly ids: readonly RecordId[] }
  | { readonly tag: number }
  | 'contents'
  | 'everything';

/** A page of the contents; an empty one where there is none, or none that can be opened. */
export type OpenedPage = ContentsPage & { readonly revision: number };

/** What one transaction saw, `at` so many changes. Rows are as they lie in storage, unchecked. */
export type Snapshot = {
  readonly at: number;
  readonly header: VaultHeader;
  readonly rows: ReadonlyMap<RecordId, RecordEnvelope>;
  readonly pages: ReadonlyMap<number, OpenedPage>;
};

export type RecordReader = {
  /** How many changes there have been. */
  changes(): Promise<number>;
  read(vault: Unlocked, wanted: Wanted): Promise<Snapshot>;
  /** The record, opened and of the revision that the contents name; null where there is none. Throws damaged. */
  open(vault: Unlocked, snapshot: Snapshot, id: RecordId): Promise<OpenedRecord | null>;
  /** Whether all contents are in memory, so that no look-up need read them. */
  holdsAll(): boolean;
  /** Keeps memory in step with a change made here, from `at` to one more. */
  keep(at: number, pages: ReadonlyMap<number, OpenedPage>): void;
  /** Drops everything from memory. */
  forget(): void;
};

type Held = { readonly vault: string; readonly at: number; readonly pages: Map<number, OpenedPage> };

const ALL_PAGES = Array.from({ length: PAGES }, (_, page) => page);
const NOTHING: Held = { vault: '', at: -1, pages: new Map() };
const NO_PAGE: OpenedPage = { revision: 0, entries: new Map(), deletions: new Map() };

/**
 * Reads records and the contents that vouch for them. Opened pages stay in memory until someone else changes
 * the vault, which the count of changes tells; after a restart of the worker they are read again.
 */
export function recordReader(platform: Platform, database: VaultDatabase): RecordReader {
  let held: Held = NOTHING;

  async function openOrEmpty(vault: Unlocked, row: SealedPage): Promise<OpenedPage> {
    try {
      return { revision: row.revision, ...(await openPage(platform, vault.keys, row)) };
    } catch (error) {
      if (!(error instanceof VaultError) || error.reason !== 'damaged') throw error;
      const revision = Number.isSafeInteger(row.revision) ? row.revision : 0;
      return { ...NO_PAGE, revision };
    }
  }

  return {
    changes: async () =>
      (await database.read(['changes'], (tx) => tx.objectStore('changes').get('count'))) ?? 0,

    async read(vault, wanted) {
      const taken = await database.read(['vault', 'changes', 'records', 'contents'], async (tx) => {
        const header = await headerIn(tx);
        if (!header) throw new VaultError('no-vault');
        const at = (await tx.objectStore('changes').get('count')) ?? 0;
        if (held.at !== at || held.vault !== toBase64url(header.id)) {
          held = { vault: toBase64url(header.id), at, pages: new Map() };
        }
        const rows = await rowsIn(tx, wanted);
        const missing = pagesFor(wanted, rows).filter((page) => !held.pages.has(page));
        const store = tx.objectStore('contents');
        const found =
          missing.length === PAGES
            ? await store.getAll()
            : (await Promise.all(missing.map((page) => store.get(page)))).filter((row) => row !== undefined);
        return { at, header, rows, missing, found, into: held };
      });
      const { at, header, rows, missing, found, into } = taken;
      const opened = await Promise.all(
        found.map(async (row) => [row.page, await openOrEmpty(vault, row)] as const),
      );
      // If the vault changed or was locked meanwhile, `into` is no longer what memory holds: nothing stale stays.
      const { pages } = into;
      for (const page of missing) pages.set(page, NO_PAGE);
      for (const [number, page] of opened) pages.set(number, page);
      return { at, header, rows: new Map(rows.map((row) => [row.id, row])), pages };
    },

    async open(vault, { rows, pages }, id) {
      const row = rows.get(id);
      const entry = entryOf(pages, id);
      if (!row && !entry) return null;
      if (!row || row.revision !== entry?.revision) throw new VaultError('damaged');
      return openRecord(platform, vault.keys, row);
    },

    holdsAll: () => held.pages.size === PAGES,

    keep(at, changed) {
      if (held.at !== at) return;
      held = { ...held, at: at + 1, pages: new Map([...held.pages, ...changed]) };
    },

    forget() {
      held = NOTHING;
    },
  };
}

export function entryOf(pages: Snapshot['pages'], id: RecordId): ContentsEntry | undefined {
  return pages.get(pageOf(id))?.entries.get(id);
}

function rowsIn(tx: VaultTransaction<'readonly'>, wanted: Wanted): Promise<readonly RecordEnvelope[]> {
  const store = tx.objectStore('records');
  if (wanted === 'contents') return Promise.resolve([]);
  if (wanted === 'everything') return store.getAll();
  if ('tag' in wanted) return store.index('tag').getAll(wanted.tag);
  return rowsOf(store, wanted.ids);
}

function pagesFor(wanted: Wanted, rows: readonly RecordEnvelope[]): readonly number[] {
  if (wanted === 'contents' || wanted === 'everything') return ALL_PAGES;
  const ids = 'ids' in wanted ? wanted.ids : rows.map((row) => row.id);
  return [...new Set(ids.map(pageOf))];
}

/** Ids from which on it pays to ask first which of them are there. */
const MANY = 100;

async function rowsOf(
  store: { get(id: string): Promise<RecordEnvelope | undefined>; getAllKeys(): Promise<string[]> },
  ids: readonly RecordId[],
): Promise<readonly RecordEnvelope[]> {
  const there = ids.length < MANY ? null : new Set(await store.getAllKeys());
  const rows = await Promise.all(ids.filter((id) => there?.has(id) ?? true).map((id) => store.get(id)));
  return rows.filter((row) => row !== undefined);
}
