import { as, type VaultKey } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { NO_ATTEMPTS } from '../../core/vault/attempts';
import { FORMAT } from '../../core/vault/binding';
import { VaultError } from '../../core/vault/error';
import type { VaultHeader } from '../../core/vault/header';
import type { Argon2id, Argon2Parameters } from '../../core/vault/kdf';
import { VAULT_ID_LENGTH, VAULT_KEY_LENGTH } from '../../core/vault/keys';
import { checkPin, type PinRefusal } from '../../core/vault/pin';
import { calibrateHere, makePinSlot } from '../../core/vault/pin-slot';
import { TAG_KEY_LENGTH } from '../../core/vault/site-tag';
import type { VaultDatabase } from './database';
import { headerIn, loadHeader } from './header-row';
import type { Proven } from './proof';

export type PinRefused = { readonly result: 'refused'; readonly reason: PinRefusal };

export type MakingPorts = {
  readonly platform: Platform;
  readonly argon2id: Argon2id;
  readonly costFloor: Argon2Parameters;
  readonly database: VaultDatabase;
  readonly siteTags: () => Promise<boolean>;
  /** Code points of a new PIN, where an organisation asks for more than the core does. */
  readonly minimumPinLength?: () => Promise<number>;
};

/** Makes a vault with a fresh key and a PIN slot, in one transaction. Throws vault-exists. */
export async function makeVault(ports: MakingPorts, pin: string): Promise<Proven | PinRefused> {
  const { platform, argon2id, costFloor, database } = ports;
  const refusal = checkPin(pin, await ports.minimumPinLength?.());
  if (refusal) return { result: 'refused', reason: refusal };
  if (await loadHeader(database)) throw new VaultError('vault-exists');

  const key = as<VaultKey>(platform.random(VAULT_KEY_LENGTH));
  const header: VaultHeader = {
    format: FORMAT,
    id: platform.random(VAULT_ID_LENGTH),
    epoch: 1,
    tagKey: (await ports.siteTags()) ? platform.random(TAG_KEY_LENGTH) : null,
  };
  const deriving = { platform, argon2id };
  const slot = await makePinSlot(deriving, pin, await calibrateHere(deriving, costFloor), key, header);
  await database.write(['vault', 'slots', 'attempts', 'changes'], async (tx) => {
    if (await headerIn(tx)) throw new VaultError('vault-exists');
    await Promise.all([
      tx.objectStore('vault').put(header, 'header'),
      tx.objectStore('slots').put(slot),
      tx.objectStore('attempts').put(NO_ATTEMPTS, 'pin'),
      tx.objectStore('changes').put(0, 'count'),
    ]);
  });
  return { result: 'proven', key, header };
}
