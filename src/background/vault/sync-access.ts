import { as, type Bytes, type CredentialId, fromBase64url } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import type { Decide, SyncedVault } from '../../core/sync/ports';
import { binding } from '../../core/vault/binding';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import { parseRecoveryKey } from '../../core/vault/recovery-key';
import { open, seal } from '../../core/vault/seal';
import { makeSecretSlot, openSecretSlot } from '../../core/vault/secret-slot';
import type { RecoverySlot } from '../../core/vault/slot';
import type { NoProof, ProofResult } from '../../messages/surface-background';
import type { Proof } from './proof';
import { entryOf, type RecordReader } from './record-reader';
import type { RecordChange, RecordWriter } from './record-writer';
import type { SessionKey } from './session-key';
import { nullIfDamaged } from './site-lookup';
import type { SlotRows } from './slot-rows';
import type { Unlocking } from './unlocked';

/** The vault as sync knows it. All throw VaultError, and locked while it is. */
export type SyncAccess = {
  /** All records, by credential id. */
  readonly records: Omit<SyncedVault, 'apply'> & {
    /** True where anything was changed; whoever listens to the vault has been told by then. */
    apply(keys: readonly string[], decide: Decide): Promise<boolean>;
    /** Which of these keys those records have, damaged ones too. */
    keysOf(ids: readonly RecordId[], among: readonly string[]): Promise<readonly string[]>;
  };
  /** Seals what sync keeps on this device, bound to its place. */
  seal(place: string, content: Bytes): Promise<Bytes>;
  /** Throws damaged. */
  open(place: string, sealed: Bytes): Promise<Bytes>;
  /** The recovery key's 20 bytes, and whether it opens this vault; null where it was mistyped. */
  readRecoveryKey(text: string): Promise<{ readonly secret: Bytes; readonly isOurs: boolean } | null>;
  /** Names of the vault's slots that open with a recovery key. */
  recoverySlots(): Promise<readonly string[]>;
  /**
   * Whether all that is in it may go where another vault's recovery key leads, and that key take the place of its
   * own. As for an export, being unlocked is not enough: the person shows who they are. Only a vault that holds
   * nothing yet, as one that was just made to join others, has nothing to lose.
   */
  mayLeave(proof: Proof | null): Promise<{ readonly result: 'ok' } | NoProof>;
  /** Lets the recovery key of the group that this device joined open this vault too, in place of any other. */
  adoptRecoveryKey(secret: Bytes): Promise<void>;
};

export type SyncAccessPorts = {
  readonly platform: Platform;
  readonly unlocked: Unlocking;
  readonly reader: RecordReader;
  readonly writer: RecordWriter;
  readonly session: SessionKey;
  readonly slots: SlotRows;
  readonly unlockWith: (proof: Proof) => Promise<ProofResult>;
  readonly changed: () => void;
  readonly waysChanged: () => void;
};

export function syncAccess(ports: SyncAccessPorts): SyncAccess {
  const { platform, unlocked, reader, writer, session, slots, unlockWith, changed, waysChanged } = ports;
  const id = (key: string): CredentialId => as(fromBase64url(key));

  async function placesOf(keys: readonly string[]) {
    const vault = await unlocked();
    return Promise.all(keys.map(async (key) => ({ key, place: await vault.keys.recordId(id(key)) })));
  }

  const records: SyncAccess['records'] = {
    async list() {
      const { pages } = await reader.read(await unlocked(), 'contents');
      const all = [...pages.values()];
      const revisions = all.flatMap(({ entries }) =>
        [...entries.values()].map(({ revision, summary }) => [summary.id, revision] as const),
      );
      const deleted = all.flatMap(({ deletions }) =>
        [...deletions].map(([key, { revision }]) => [key, revision] as const),
      );
      return { revisions: new Map(revisions), deleted: new Map(deleted) };
    },

    async read(keys) {
      const vault = await unlocked();
      const places = await placesOf(keys);
      const snapshot = await reader.read(vault, { ids: places.map(({ place }) => place) });
      const opened = await Promise.all(
        places.map(async ({ key, place }) => ({
          key,
          held: await reader.open(vault, snapshot, place).catch(nullIfDamaged),
        })),
      );
      return new Map(opened.flatMap(({ key, held }) => (held ? [[key, held] as const] : [])));
    },

    async keysOf(ids, among) {
      const wanted = new Set(ids);
      return (await placesOf(among)).filter(({ place }) => wanted.has(place)).map(({ key }) => key);
    },

    async apply(keys, decide) {
      const vault = await unlocked();
      const places = await placesOf(keys);
      const done = await writer.change(vault, async () => {
        const snapshot = await reader.read(vault, { ids: places.map(({ place }) => place) });
        const changes: RecordChange[] = [];
        for (const { key, place } of places) {
          const held = await reader.open(vault, snapshot, place).catch(nullIfDamaged);
          // A damaged record is the person's to decide about; sync neither removes nor replaces it.
          if (!held && (snapshot.rows.has(place) || entryOf(snapshot.pages, place))) continue;
          const record = decide(key, held?.record ?? null);
          if (record !== undefined) changes.push({ id: place, record });
        }
        return changes;
      });
      if (done) changed();
      return done;
    },
  };

  /** No passkey, none in the trash, none damaged, and no recovery key. */
  async function holdsNothing(): Promise<boolean> {
    const { rows, pages } = await reader.read(await unlocked(), 'everything');
    const { slots: stored } = await slots.recovery();
    const listsNothing = [...pages.values()].every(({ entries }) => entries.size === 0);
    return stored.length === 0 && rows.size === 0 && listsNothing;
  }

  async function sealing(place: string) {
    const { keys } = await unlocked();
    const key = await keys.syncKey(keys.epoch, place);
    return { key, bound: binding('latchkey sync state', keys.vaultId, keys.epoch, place) };
  }

  return {
    records,
    async seal(place, content) {
      const { key, bound } = await sealing(place);
      return seal(platform, key, content, bound);
    },
    async open(place, sealed) {
      const { key, bound } = await sealing(place);
      return open(platform, key, sealed, bound);
    },

    async readRecoveryKey(text) {
      const secret = await parseRecoveryKey(platform, text);
      if (!secret) return null;
      const { header, slots: stored } = await slots.recovery();
      const opened = await Promise.all(stored.map((slot) => openSecretSlot(platform, secret, slot, header)));
      return { secret, isOurs: opened.some((key) => key !== null) };
    },

    recoverySlots: async () => (await slots.recovery()).slots.map(({ id }) => id),

    async mayLeave(proof) {
      if (await holdsNothing()) return { result: 'ok' };
      return proof ? unlockWith(proof) : { result: 'missing' };
    },

    async adoptRecoveryKey(secret) {
      const { header } = await unlocked();
      const key = await session.get(header.id);
      if (!key) throw new VaultError('locked');
      const terms = { type: 'recovery' } as const;
      await slots.replace(await makeSecretSlot<RecoverySlot>(platform, secret, key, header, terms));
      waysChanged();
    },
  };
}
