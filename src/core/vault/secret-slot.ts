import { type Bytes, toBase64url, type VaultKey } from '../bytes';
import type { Platform } from '../platform';
import { binding } from './binding';
import type { VaultHeader } from './header';
import { SALT_LENGTH } from './kdf';
import { type PlatformSlot, type RecoverySlot, unwrapVaultKey, wrapVaultKey } from './slot';

/**
 * Slots under a secret that nobody can guess: the recovery key (160 random bits) or what the device's own
 * authenticator answers (WebAuthn prf, 256 bits). HKDF is enough for these; they need no counter.
 */
type SecretSlot = RecoverySlot | PlatformSlot;

type Terms<S extends SecretSlot> = Omit<S, 'id' | 'epoch' | 'kdf' | 'wrapped'>;

export async function makeSecretSlot<S extends SecretSlot>(
  platform: Platform,
  secret: Bytes,
  vaultKey: VaultKey,
  header: Pick<VaultHeader, 'id' | 'epoch'>,
  terms: Terms<S>,
) {
  const kdf = { name: 'hkdf-sha-256', salt: platform.random(SALT_LENGTH) } as const;
  const slot = { ...terms, id: toBase64url(platform.random(16)), epoch: header.epoch, kdf };
  const kek = await deriveKek(platform, secret, header, slot);
  return { ...slot, wrapped: await wrapVaultKey(platform, kek, vaultKey, header, slot) };
}

/** Null where the secret is not this slot's. */
export async function openSecretSlot(
  platform: Platform,
  secret: Bytes,
  slot: SecretSlot,
  header: Pick<VaultHeader, 'id'>,
): Promise<VaultKey | null> {
  return unwrapVaultKey(platform, await deriveKek(platform, secret, header, slot), header, slot);
}

async function deriveKek(
  { subtle }: Platform,
  secret: Bytes,
  header: Pick<VaultHeader, 'id'>,
  { type, kdf }: Pick<SecretSlot, 'type' | 'kdf'>,
): Promise<Bytes> {
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = binding('latchkey slot key', type, header.id);
  const bits = await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: kdf.salt, info }, base, 256);
  return new Uint8Array(bits);
}
