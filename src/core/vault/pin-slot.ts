import { type Bytes, toBase64url, utf8, type VaultKey } from '../bytes';
import type { Platform } from '../platform';
import { VaultError } from './error';
import type { VaultHeader } from './header';
import { type Argon2id, type Argon2Parameters, calibrate, checkArgon2Parameters, SALT_LENGTH } from './kdf';
import { normalisePin } from './pin';
import { type PinSlot, unwrapVaultKey, wrapVaultKey } from './slot';

type Deriving = { readonly platform: Platform; readonly argon2id: Argon2id };

/** Wraps the vault key under a PIN that has passed `checkPin`. */
export async function makePinSlot(
  { platform, argon2id }: Deriving,
  pin: string,
  costs: Argon2Parameters,
  vaultKey: VaultKey,
  header: Pick<VaultHeader, 'id' | 'epoch'>,
): Promise<PinSlot> {
  const kdf = { name: 'argon2id', version: 0x13, ...costs, salt: platform.random(SALT_LENGTH) } as const;
  const terms = { id: toBase64url(platform.random(16)), type: 'pin', epoch: header.epoch, kdf } as const;
  const kek = await derive(argon2id, pin, kdf);
  return { ...terms, wrapped: await wrapVaultKey(platform, kek, vaultKey, header, terms) };
}

/** Null for a wrong PIN. Throws parameters-out-of-range before deriving, or derivation-failed. */
export async function openPinSlot(
  { platform, argon2id }: Deriving,
  pin: string,
  slot: PinSlot,
  header: Pick<VaultHeader, 'id'>,
): Promise<VaultKey | null> {
  return unwrapVaultKey(platform, await derive(argon2id, pin, slot.kdf), header, slot);
}

/** Measures this device once and says what a PIN slot shall cost on it, at least `floor`. */
export async function calibrateHere(
  { platform, argon2id }: Deriving,
  floor: Argon2Parameters,
): Promise<Argon2Parameters> {
  const trial = { password: platform.random(16), salt: platform.random(SALT_LENGTH), ...floor };
  const started = platform.now();
  await argon2id(trial).catch(failed);
  return calibrate(floor, platform.now() - started);
}

async function derive(
  argon2id: Argon2id,
  pin: string,
  kdf: Argon2Parameters & { salt: Bytes },
): Promise<Bytes> {
  checkArgon2Parameters(kdf);
  const { memoryKiB, iterations, parallelism, salt } = kdf;
  const password = utf8(normalisePin(pin));
  return argon2id({ password, salt, memoryKiB, iterations, parallelism }).catch(failed);
}

function failed(cause: unknown): never {
  throw new VaultError('derivation-failed', { cause });
}
