import type { Platform } from '../../core/platform';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import type { PasskeyRecord } from '../../core/vault/record';
import { type OpenedRecord, openRecord, sealRecord } from '../../core/vault/record-envelope';
import { siteTag } from '../../core/vault/site-tag';
import type { VaultDatabase } from './database';
import { headerIn } from './header-row';
import type { Unlocked } from './unlocked';

/** A record that is to be written, or null for one that is to go for good. */
export type RecordChange = { readonly id: RecordId; readonly record: PasskeyRecord | null };

/** All records at one moment. */
export type Contents = {
  /** Which moment: the number of changes before it. */
  readonly at: number;
  readonly opened: readonly OpenedRecord[];
  readonly damaged: readonly RecordId[];
};

export type Records = {
  /** Null where there is none. Throws damaged. */
  get(vault: Unlocked, id: RecordId): Promise<OpenedRecord | null>;
  /** All with that tag, whatever their RP ID; damaged ones left out. */
  withTag(vault: Unlocked, tag: number): Promise<readonly OpenedRecord[]>;
  all(vault: Unlocked): Promise<Contents>;
  /** How many changes there have been. */
  changes(): Promise<number>;
  /**
   * Writes what `plan` says, all in one transaction, durable when it resolves. `plan` reads and decides; it runs
   * again if anything changed meanwhile, so that two windows never overwrite each other. No change: false.
   */
  change(vault: Unlocked, plan: () => Promise<readonly RecordChange[]>): Promise<boolean>;
};

/** How often a plan is made again before giving up; each time another writer has got on. */
const TRIES = 10;

export function records(platform: Platform, database: VaultDatabase): Records {
  function openAll(vault: Unlocked, rows: readonly { readonly id: RecordId }[]) {
    return Promise.all(
      rows.map((row) =>
        openRecord(platform, vault.keys, row).catch((error: unknown) => {
          if (error instanceof VaultError) return row.id;
          throw error;
        }),
      ),
    );
  }

  async function changes(): Promise<number> {
    return (await database.read(['changes'], (tx) => tx.objectStore('changes').get('count'))) ?? 0;
  }

  async function sealChange({ header, keys }: Unlocked, { id, record }: RecordChange, revision: number) {
    if (!record) return { id, row: null };
    const tagKey = record.deletedAt === null ? header.tagKey : null;
    const tag = tagKey && (await siteTag(platform, tagKey, record.rpId));
    return { id, row: await sealRecord(platform, keys, { id, revision, record }, tag) };
  }

  return {
    changes,

    async get(vault, id) {
      const row = await database.read(['records'], (tx) => tx.objectStore('records').get(id));
      return row ? openRecord(platform, vault.keys, row) : null;
    },

    async withTag(vault, tag) {
      const rows = await database.read(['records'], (tx) =>
        tx.objectStore('records').index('tag').getAll(tag),
      );
      return (await openAll(vault, rows)).filter((record) => typeof record !== 'string');
    },

    async all(vault) {
      const { at, rows } = await database.read(['changes', 'records'], async (tx) => ({
        at: (await tx.objectStore('changes').get('count')) ?? 0,
        rows: await tx.objectStore('records').getAll(),
      }));
      const results = await openAll(vault, rows);
      return {
        at,
        opened: results.filter((result) => typeof result !== 'string'),
        damaged: results.filter((result) => typeof result === 'string'),
      };
    },

    async change(vault, plan) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const at = await changes();
        const planned = await plan();
        if (planned.length === 0) return false;
        const revisions = await database.read(['records'], (tx) =>
          Promise.all(
            planned.map(async ({ id }) => (await tx.objectStore('records').get(id))?.revision ?? 0),
          ),
        );
        const sealed = await Promise.all(
          planned.map((change, index) => sealChange(vault, change, (revisions[index] ?? 0) + 1)),
        );
        // Only now the transaction: the browser would commit it while WebCrypto is at work.
        const written = await database.write(['vault', 'changes', 'records'], async (tx) => {
          if (!(await headerIn(tx))) throw new VaultError('no-vault');
          const count = (await tx.objectStore('changes').get('count')) ?? 0;
          if (count !== at) return false;
          const store = tx.objectStore('records');
          await Promise.all([
            tx.objectStore('changes').put(at + 1, 'count'),
            ...sealed.map(({ id, row }) => (row ? store.put(row) : store.delete(id))),
          ]);
          return true;
        });
        if (written) return true;
      }
      throw new VaultError('storage-failed');
    },
  };
}
