import { type CBORType, encodeCBOR } from '@levischuck/tiny-cbor';
import { type DBSchema, openDB } from 'idb';
import * as v from 'valibot';
import { type Bytes, fromUtf8, own, utf8 } from '../../core/bytes';
import { bytes, decode, parse } from '../../core/sync/codec';
import { NO_ENTRY } from '../../core/sync/entry';
import type { LocalEntry, Outbox, Saved, SyncDisk } from '../../core/sync/ports';
import { readReplica } from '../../core/sync/replica';
import { decodeSegment, type EntryKey, encodeSegment } from '../../core/sync/segment';
import { inTurn } from '../vault/in-turn';
import type { SyncAccess } from '../vault/sync-access';
import { type Place, readPlace } from './place';

interface SyncSchema extends DBSchema {
  /** 'replica', 'outbox', 'place', 'wish', and 'page 0' to 'page 63'; all sealed. */
  state: { key: string; value: Bytes };
}

/** What sync keeps on this device: a database of its own, every row sealed under the vault's key. */
export type SyncStore = {
  /** Null where this device is in no sync. Throws damaged. */
  load(): Promise<(Saved & { readonly place: Place }) | null>;
  /** Begins, in place of whatever was there. */
  begin(place: Place, saved: Saved): Promise<void>;
  setPlace(place: Place): Promise<void>;
  /** See recovery-wish.ts. */
  wish(): Promise<Bytes | null>;
  setWish(wish: Bytes | null): Promise<void>;
  /** Whether this device is in sync; known also while locked. */
  isOn(): Promise<boolean>;
  clear(): Promise<void>;
  readonly disk: SyncDisk;
};

const PAGES = 64;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const pageOf = (key: EntryKey) => Math.max(0, ALPHABET.indexOf(key.charAt(0)));

export function syncStore(vault: Pick<SyncAccess, 'seal' | 'open'>, name = 'latchkey-sync'): SyncStore {
  const database = () => openDB<SyncSchema>(name, 1, { upgrade: (db) => void db.createObjectStore('state') });
  /** What lies in each page, so that one can be written anew without reading it. */
  let pages: Map<EntryKey, LocalEntry>[] = emptyPages();
  /** One at a time: what is read while it is written would put older pages in the place of newer ones. */
  const turn = inTurn();

  /** All rows or none; null removes one. */
  async function write(rows: ReadonlyMap<string, Bytes | null>, first = false): Promise<void> {
    const sealed = await Promise.all(
      [...rows].map(async ([key, content]) => [key, content && (await vault.seal(key, content))] as const),
    );
    const db = await database();
    try {
      const tx = db.transaction('state', 'readwrite', { durability: 'strict' });
      if (first) await tx.store.clear();
      await Promise.all([
        ...sealed.map(([key, row]) => (row ? tx.store.put(row, key) : tx.store.delete(key))),
        tx.done,
      ]);
    } finally {
      db.close();
    }
  }

  function rowsOf(saved: Partial<Saved>): Map<string, Bytes | null> {
    const rows = new Map<string, Bytes | null>();
    const changed = new Set<number>();
    for (const [key, local] of saved.entries ?? []) {
      pages[pageOf(key)]?.set(key, local);
      changed.add(pageOf(key));
    }
    for (const page of changed) rows.set(`page ${page}`, encodePage(pages[page] ?? new Map()));
    if (saved.replica) rows.set('replica', utf8(JSON.stringify(saved.replica)));
    if (saved.outbox !== undefined) rows.set('outbox', saved.outbox && encodeOutbox(saved.outbox));
    return rows;
  }

  async function load(): ReturnType<SyncStore['load']> {
    const db = await database();
    const rows = new Map<string, Bytes>();
    try {
      const [keys, values] = await Promise.all([db.getAllKeys('state'), db.getAll('state')]);
      keys.forEach((key, at) => {
        const value = values[at];
        if (value) rows.set(key, value);
      });
    } finally {
      db.close();
    }
    const opened = async (key: string) => {
      const row = rows.get(key);
      return row ? vault.open(key, row) : null;
    };
    const [replica, place, outbox] = await Promise.all(['replica', 'place', 'outbox'].map(opened));
    if (!replica || !place) return null;
    pages = await Promise.all(
      Array.from({ length: PAGES }, async (_, page) => {
        const row = await opened(`page ${page}`);
        return row ? decodePage(row) : new Map<EntryKey, LocalEntry>();
      }),
    );
    return {
      replica: readReplica(JSON.parse(fromUtf8(replica))),
      place: readPlace(JSON.parse(fromUtf8(place))),
      outbox: outbox ? decodeOutbox(outbox) : null,
      entries: new Map(pages.flatMap((page) => [...page])),
    };
  }

  return {
    load: () => turn(load),

    begin: (place, saved) =>
      turn(() => {
        pages = emptyPages();
        return write(rowsOf(saved).set('place', utf8(JSON.stringify(place))), true);
      }),

    setPlace: (place) => turn(() => write(new Map([['place', utf8(JSON.stringify(place))]]))),

    async wish() {
      const db = await database();
      try {
        const row = await db.get('state', 'wish');
        return row ? await vault.open('wish', row) : null;
      } finally {
        db.close();
      }
    },

    setWish: (wish) => write(new Map([['wish', wish]])),

    async isOn() {
      const db = await database();
      try {
        return (await db.count('state', 'replica')) > 0;
      } finally {
        db.close();
      }
    },

    clear: () =>
      turn(() => {
        pages = emptyPages();
        return write(new Map(), true);
      }),

    disk: { save: (change) => turn(() => write(rowsOf(change))) },
  };
}

function emptyPages(): Map<EntryKey, LocalEntry>[] {
  return Array.from({ length: PAGES }, () => new Map());
}

function encodePage(page: ReadonlyMap<EntryKey, LocalEntry>): Bytes {
  const all = [...page];
  const entries = encodeSegment(new Map(all.map(([key, { entry }]) => [key, entry])));
  const bases = encodeSegment(
    new Map(all.flatMap(([key, { base }]) => (base ? [[key, { ...NO_ENTRY, fields: base }]] : []))),
  );
  const rest = all.map(
    ([, { revision, seq, dirty, backedUp }]): CBORType => [revision, seq, dirty, backedUp],
  );
  return own(encodeCBOR([entries, bases, rest]));
}

const page = v.tuple([bytes, bytes, v.array(v.tuple([v.number(), v.number(), v.boolean(), v.boolean()]))]);

function decodePage(content: Bytes): Map<EntryKey, LocalEntry> {
  const [entries, bases, rest] = parse(page, decode(content));
  const waiting = decodeSegment(bases);
  return new Map(
    [...decodeSegment(entries)].map(([key, entry], at) => {
      const [revision, seq, dirty, backedUp] = rest[at] ?? [0, 0, true, false];
      return [key, { entry, revision, seq, dirty, backedUp, base: waiting.get(key)?.fields ?? null }];
    }),
  );
}

const object = v.pipe(
  v.tuple([v.string(), bytes]),
  v.transform(([name, content]) => ({ name, content })),
);
const outboxOf = v.tuple([v.array(object), object, v.array(v.string())]);

function encodeOutbox({ segments, manifest, garbage }: Outbox): Bytes {
  const pair = ({ name, content }: Outbox['manifest']): CBORType => [name, content];
  return own(encodeCBOR([segments.map(pair), pair(manifest), [...garbage]]));
}

function decodeOutbox(content: Bytes): Outbox {
  const [segments, manifest, garbage] = parse(outboxOf, decode(content));
  return { segments, manifest, garbage };
}
