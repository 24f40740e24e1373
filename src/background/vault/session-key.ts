import * as v from 'valibot';
import { as, type Bytes, fromBase64url, toBase64url, type VaultKey } from '../../core/bytes';
import { VaultError } from '../../core/vault/error';
import { VAULT_KEY_LENGTH } from '../../core/vault/keys';

/** Memory that outlives the worker but neither lock nor browser: JSON values, never on disk. */
export type SessionArea = {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
};

/** The key of the unlocked vault in the session area, and which vault it is for. */
export type SessionKey = {
  /** Null while locked, or where the key is another vault's. */
  get(vaultId: Bytes): Promise<VaultKey | null>;
  set(vaultId: Bytes, key: VaultKey): Promise<void>;
  remove(): Promise<void>;
};

const KEY = 'vault';
const held = v.object({ vault: v.string(), key: v.string() });

export function sessionKey(session: SessionArea): SessionKey {
  return {
    async get(vaultId) {
      const parsed = v.safeParse(held, await session.get(KEY).catch(failed));
      if (!parsed.success || parsed.output.vault !== toBase64url(vaultId)) return null;
      const key = fromBase64url(parsed.output.key);
      return key.length === VAULT_KEY_LENGTH ? as<VaultKey>(key) : null;
    },
    set: (vaultId, key) =>
      session.set(KEY, { vault: toBase64url(vaultId), key: toBase64url(key) }).catch(failed),
    remove: () => session.remove(KEY).catch(failed),
  };
}

function failed(cause: unknown): never {
  throw new VaultError('storage-failed', { cause });
}
