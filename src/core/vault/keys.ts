import { type Bytes, type CredentialId, toBase64url, type VaultKey } from '../bytes';
import type { Platform } from '../platform';
import { binding } from './binding';

export const VAULT_KEY_LENGTH = 32;
export const VAULT_ID_LENGTH = 16;

/** base64url of 16 bytes that say nothing of the credential to anyone without the vault key. */
export type RecordId = string;

/** The keys below one vault key. */
export type VaultKeys = {
  readonly vaultId: Bytes;
  readonly epoch: number;
  /** Where the record of a credential lies: 16 bytes of an HMAC, so a look-up is one keyed read. */
  recordId(id: CredentialId): Promise<RecordId>;
  /** The AES-256-GCM key of one record in one epoch. */
  recordKey(epoch: number, id: RecordId): Promise<CryptoKey>;
  /** The AES-256-GCM key of one page of the contents in one epoch. */
  pageKey(epoch: number, page: number): Promise<CryptoKey>;
  /** The AES-256-GCM key of the activity log in one epoch. */
  activityKey(epoch: number): Promise<CryptoKey>;
  /** The X25519 secret that opens what was noted while the vault was locked. */
  inboxSecret(epoch: number): Promise<Bytes>;
  /** The AES-256-GCM key of one place of what sync keeps on this device. */
  syncKey(epoch: number, place: string): Promise<CryptoKey>;
};

/** Derives with HKDF-SHA256 (RFC 5869): input the vault key, salt the vault's id, info a name and what it is for. */
export async function deriveKeys(
  { subtle }: Platform,
  vaultKey: VaultKey,
  vaultId: Bytes,
  epoch: number,
): Promise<VaultKeys> {
  const base = await subtle.importKey('raw', vaultKey, 'HKDF', false, ['deriveKey', 'deriveBits']);
  const hkdf = (info: Bytes) => ({ name: 'HKDF', hash: 'SHA-256', salt: vaultId, info });
  const idKey = await subtle.deriveKey(
    hkdf(binding('latchkey record id')),
    base,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  );
  const aesKey = (info: Bytes) =>
    subtle.deriveKey(hkdf(info), base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return {
    vaultId,
    epoch,
    async recordId(id) {
      const mac = await subtle.sign('HMAC', idKey, id);
      return toBase64url(new Uint8Array(mac, 0, 16));
    },
    recordKey: (recordEpoch, id) => aesKey(binding('latchkey record key', recordEpoch, id)),
    pageKey: (pageEpoch, page) => aesKey(binding('latchkey contents key', pageEpoch, page)),
    syncKey: (syncEpoch, place) => aesKey(binding('latchkey sync state', syncEpoch, place)),
    activityKey: (logEpoch) => aesKey(binding('latchkey activity key', logEpoch)),
    async inboxSecret(logEpoch) {
      const info = binding('latchkey inbox', logEpoch);
      return new Uint8Array(await subtle.deriveBits(hkdf(info), base, 256));
    },
  };
}
