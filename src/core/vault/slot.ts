import * as v from 'valibot';
import { as, type Bytes, type VaultKey } from '../bytes';
import type { Platform } from '../platform';
import { binding, FORMAT } from './binding';
import { VaultError } from './error';
import { bytes, bytesOf, count, type VaultHeader } from './header';
import { SALT_LENGTH } from './kdf';
import { VAULT_KEY_LENGTH } from './keys';
import { open, seal } from './seal';

const wrapped = { id: v.string(), epoch: count, wrapped: bytes };
const hkdf = v.object({ name: v.literal('hkdf-sha-256'), salt: bytesOf(SALT_LENGTH) });

/** Costs are checked where they are used, so that a wrong one is told apart from damage (D46). */
const pinSlot = v.object({
  ...wrapped,
  type: v.literal('pin'),
  kdf: v.object({
    name: v.literal('argon2id'),
    version: v.literal(0x13),
    memoryKiB: v.number(),
    iterations: v.number(),
    parallelism: v.number(),
    salt: bytesOf(SALT_LENGTH),
  }),
});
const recoverySlot = v.object({ ...wrapped, type: v.literal('recovery'), kdf: hkdf });

/** The device's own authenticator: `credentialId` names its passkey, `prfSalt` is what its PRF is asked for. */
const platformSlot = v.object({
  ...wrapped,
  type: v.literal('platform'),
  credentialId: bytes,
  prfSalt: bytesOf(32),
  /** Tells several apart for the person; milliseconds since the epoch. Not bound: a wrong one does no harm. */
  addedAt: v.fallback(count, 0),
  kdf: hkdf,
});

export type PinSlot = v.InferOutput<typeof pinSlot>;
export type RecoverySlot = v.InferOutput<typeof recoverySlot>;
export type PlatformSlot = v.InferOutput<typeof platformSlot>;
/** One way into the vault: its key, wrapped under a key that comes from something the person has or knows. */
export type Slot = PinSlot | RecoverySlot | PlatformSlot;

const slot = v.variant('type', [pinSlot, recoverySlot, platformSlot]);

/** Throws damaged. */
export function readSlot(stored: unknown): Slot {
  const parsed = v.safeParse(slot, stored);
  if (!parsed.success) throw new VaultError('damaged');
  return parsed.output;
}

/** All of a slot that its ciphertext is bound to. */
type SlotTerms = Pick<Slot, 'id' | 'type' | 'epoch' | 'kdf'>;

function slotBinding(header: Pick<VaultHeader, 'id'>, { id, type, epoch, kdf }: SlotTerms): Bytes {
  const terms =
    kdf.name === 'argon2id'
      ? [kdf.name, kdf.version, kdf.memoryKiB, kdf.iterations, kdf.parallelism, kdf.salt]
      : [kdf.name, kdf.salt];
  return binding('latchkey slot', FORMAT, header.id, id, type, epoch, terms);
}

/** AES-256-GCM of the vault key under `kek` (32 bytes, used for this slot only). */
export async function wrapVaultKey(
  platform: Platform,
  kek: Bytes,
  vaultKey: VaultKey,
  header: Pick<VaultHeader, 'id'>,
  terms: SlotTerms,
): Promise<Bytes> {
  return seal(platform, await importKek(platform, kek), vaultKey, slotBinding(header, terms));
}

/** Null where the key does not fit: a wrong PIN or recovery key, or a slot that was tampered with. */
export async function unwrapVaultKey(
  platform: Platform,
  kek: Bytes,
  header: Pick<VaultHeader, 'id'>,
  stored: Slot,
): Promise<VaultKey | null> {
  const opened = await open(
    platform,
    await importKek(platform, kek),
    stored.wrapped,
    slotBinding(header, stored),
  ).catch(() => null);
  return opened?.length === VAULT_KEY_LENGTH ? as<VaultKey>(opened) : null;
}

function importKek({ subtle }: Platform, kek: Bytes): Promise<CryptoKey> {
  return subtle.importKey('raw', kek, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
