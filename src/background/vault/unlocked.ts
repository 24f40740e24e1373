import { toBase64url } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { VaultError } from '../../core/vault/error';
import type { VaultHeader } from '../../core/vault/header';
import { deriveKeys, type VaultKeys } from '../../core/vault/keys';
import type { VaultDatabase } from './database';
import { loadHeader } from './header-row';
import type { SessionKey } from './session-key';

/** A vault that is open right now. */
export type Unlocked = { readonly header: VaultHeader; readonly keys: VaultKeys };

export type Unlocking = {
  /** Throws no-vault or locked. Works after a worker restart: the key is in the session area. */
  (): Promise<Unlocked>;
  /** Drops the derived keys from memory. */
  forget(): void;
};

export function unlocking(platform: Platform, database: VaultDatabase, session: SessionKey): Unlocking {
  let derived: { readonly from: string; readonly keys: Promise<VaultKeys> } | null = null;

  async function unlocked(): Promise<Unlocked> {
    const header = await loadHeader(database);
    if (!header) throw new VaultError('no-vault');
    const key = await session.get(header.id);
    if (!key) throw new VaultError('locked');
    const from = `${toBase64url(key)}/${header.epoch}`;
    if (derived?.from !== from) {
      derived = { from, keys: deriveKeys(platform, key, header.id, header.epoch) };
    }
    return { header, keys: await derived.keys };
  }

  return Object.assign(unlocked, {
    forget() {
      derived = null;
    },
  });
}
