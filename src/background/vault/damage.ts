import * as v from 'valibot';
import { toBase64url } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import { isOffered } from '../../core/vault/record';
import { openRecord, type RecordEnvelope } from '../../core/vault/record-envelope';
import { siteTag } from '../../core/vault/site-tag';
import type { Damage, DamagedPasskey } from '../../messages/surface-background';
import type { VaultDatabase } from './database';
import { fewAtOnce } from './few-at-once';
import { listed } from './listing';
import { entryOf, type RecordReader, type Snapshot } from './record-reader';
import type { RecordWriter } from './record-writer';
import { repairFile } from './repair-file';
import type { SessionArea } from './session-key';
import type { Unlocked, Unlocking } from './unlocked';

export type DamageCheck = {
  /** Opens every record and says which ones are not as they were written. Changes nothing in storage. */
  damaged(): Promise<readonly DamagedPasskey[]>;
  /** How many were found when it was last looked; 0 while the vault is locked. */
  damagedCount(): Promise<number>;
  /**
   * The person's decision to take those records as they are found: what can still be opened counts again. The
   * others stay as they are.
   */
  acceptDamaged(records: readonly RecordId[]): Promise<void>;
  /**
   * The person's decision to remove damaged records from this device for good; those of a later Latchkey stay, to
   * be read by it. No deletion for other devices: see `discarding` in sync.ts.
   */
  discardDamaged(records: readonly RecordId[]): Promise<void>;
  /** What lies in storage of them, still encrypted: the text of a file. */
  exportDamaged(records: readonly RecordId[]): Promise<string>;
};

export type DamagePorts = {
  readonly platform: Platform;
  readonly database: VaultDatabase;
  readonly unlocked: Unlocking;
  readonly reader: RecordReader;
  readonly writer: RecordWriter;
  readonly session: SessionArea;
  readonly changed: () => void;
  /** The count is another. */
  readonly counted: () => void;
};

/** Its place in the session area; it goes with the lock. */
export const DAMAGE_KEY = 'damaged';
const noted = v.object({ vault: v.string(), count: v.number() });

export function damageCheck(ports: DamagePorts): DamageCheck {
  const { platform, database, unlocked, reader, writer, session, changed, counted } = ports;

  async function damagedCount(): Promise<number> {
    const parsed = v.safeParse(noted, await session.get(DAMAGE_KEY));
    if (!parsed.success || parsed.output.count === 0) return 0;
    try {
      return parsed.output.vault === toBase64url((await unlocked()).header.id) ? parsed.output.count : 0;
    } catch (error) {
      if (error instanceof VaultError) return 0;
      throw error;
    }
  }

  async function note({ header }: Unlocked, count: number): Promise<void> {
    if (count === (await damagedCount())) return;
    await session.set(DAMAGE_KEY, { vault: toBase64url(header.id), count });
    counted();
  }

  async function damageOf(vault: Unlocked, snapshot: Snapshot, id: RecordId): Promise<Damage | null> {
    const row = snapshot.rows.get(id);
    const entry = entryOf(snapshot.pages, id);
    if (!row) return 'missing';
    try {
      const { record } = await openRecord(platform, vault.keys, row);
      if (!entry) return 'unlisted';
      if (row.revision !== entry.revision) return 'old-revision';
      const tagKey = isOffered(record) ? snapshot.header.tagKey : null;
      const tag = tagKey && (await siteTag(platform, tagKey, record.rpId));
      return (row.tag ?? null) === tag ? null : 'tag-changed';
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      return error.reason === 'version-too-new' ? 'version-too-new' : 'unreadable';
    }
  }

  async function check(vault: Unlocked): Promise<{ snapshot: Snapshot; found: Map<RecordId, Damage> }> {
    const snapshot = await reader.read(vault, 'everything');
    const listedIds = [...snapshot.pages.values()].flatMap(({ entries }) => [...entries.keys()]);
    const ids = [...new Set([...snapshot.rows.keys(), ...listedIds])];
    const damages = await fewAtOnce(ids, (id) => damageOf(vault, snapshot, id));
    const pairs = ids.flatMap((id, at) => {
      const damage = damages[at];
      return damage ? [[id, damage] as const] : [];
    });
    await note(vault, pairs.length);
    return { snapshot, found: new Map(pairs) };
  }

  async function accept(vault: Unlocked, id: RecordId, row: RecordEnvelope | undefined) {
    if (!row) return [];
    const { record } = await openRecord(platform, vault.keys, row);
    return [{ id, record }];
  }

  /** After a change: the list is another, and so may the count be. */
  async function told(vault: Unlocked): Promise<void> {
    changed();
    await check(vault);
  }

  return {
    damagedCount,

    async damaged() {
      const { snapshot, found } = await check(await unlocked());
      return [...found].map(([record, damage]) => {
        const summary = entryOf(snapshot.pages, record)?.summary;
        return { record, damage, summary: summary ? listed(summary) : null };
      });
    },

    async acceptDamaged(records) {
      const vault = await unlocked();
      const done = await writer.change(vault, async () => {
        const { snapshot, found } = await check(vault);
        const accepted = records.filter((id) => {
          const damage = found.get(id);
          return damage === 'old-revision' || damage === 'unlisted' || damage === 'tag-changed';
        });
        return (await Promise.all(accepted.map((id) => accept(vault, id, snapshot.rows.get(id))))).flat();
      });
      if (done) await told(vault);
    },

    exportDamaged: (records) => repairFile(database, records),

    async discardDamaged(records) {
      const vault = await unlocked();
      const done = await writer.change(vault, async () => {
        const { found } = await check(vault);
        const discarded = records.filter((id) => found.has(id) && found.get(id) !== 'version-too-new');
        return discarded.map((id) => ({ id, record: null }));
      });
      if (done) await told(vault);
    },
  };
}
