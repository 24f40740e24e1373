import * as v from 'valibot';
import { as, type CredentialId, fromBase64url } from '../../core/bytes';
import type { BackupReminder } from '../../messages/surface/exchange';
import type { Vault } from '../vault/vault';

const DAY = 24 * 60 * 60 * 1000;
/** Whoever has just made a passkey should not be bothered; whoever has made several, or waited, may be. */
const SEVERAL = 3;
const WAITED = 3 * DAY;
const MONTH = 30 * DAY;
/** Records that are opened to see; whoever has more of them alone has reason enough to be told of these. */
const LOOKED_AT = 200;

const stored = v.object({
  lastBackupAt: v.fallback(v.nullable(v.number()), null),
  /** Null: for ever. */
  silentUntil: v.fallback(v.nullable(v.number()), 0),
});
type Stored = v.InferOutput<typeof stored>;

export type ReminderPorts = {
  /** Where it is kept, in the clear: when there was a backup, and whether to be silent. */
  readonly area: { get(): Promise<unknown>; set(value: Stored): Promise<void> };
  readonly vault: Pick<Vault, 'list' | 'records'>;
  readonly now: () => number;
};

export type Reminder = {
  /** Null where there is nothing to say. Throws locked. */
  get(): Promise<BackupReminder | null>;
  silence(until: 'month' | 'ever'): Promise<void>;
  /** A file with all keys was saved just now. */
  backedUp(): Promise<void>;
};

/** Tells of passkeys that came after the last backup, kindly and not for ever. */
export function backupReminder({ area, vault, now }: ReminderPorts): Reminder {
  async function read(): Promise<Stored> {
    const found = await area.get();
    return v.parse(stored, typeof found === 'object' && found !== null ? found : {});
  }

  return {
    async get() {
      const { lastBackupAt, silentUntil } = await read();
      if (silentUntil === null || silentUntil > now()) return null;
      const since = (await vault.list()).filter(({ createdAt }) => createdAt > (lastBackupAt ?? 0));
      // Those that were imported, or are in sync, have a copy elsewhere: BS tells.
      const looked = since.slice(0, LOOKED_AT).map(({ id }) => as<CredentialId>(fromBase64url(id)));
      const alone = (await vault.records(looked)).filter(({ backedUp }) => !backedUp);
      const hasWaited = alone.some(({ createdAt }) => createdAt + WAITED <= now());
      return alone.length >= SEVERAL || hasWaited ? { count: alone.length, lastBackupAt } : null;
    },

    async silence(until) {
      await area.set({ ...(await read()), silentUntil: until === 'ever' ? null : now() + MONTH });
    },

    async backedUp() {
      await area.set({ ...(await read()), lastBackupAt: now() });
    },
  };
}
