import { bytesToHex } from '@noble/hashes/utils.js';
import { type Bytes, fromBase64url } from '../bytes';
import type { Platform } from '../platform';
import { binding } from '../vault/binding';
import type { ObjectName } from './remote';
import type { DeviceId } from './stamp';

/** What all devices in sync share: which vault, in which epoch, and the secret of that epoch (32 bytes). */
export type Group = { readonly id: string; readonly epoch: number; readonly secret: string };

export const SECRET_LENGTH = 32;
export const GROUP_ID_LENGTH = 16;
const NAME_LENGTH = 16;
const PREFIX_LENGTH = 4;

/** The keys and names of one epoch. */
export type EpochKeys = {
  readonly group: Group;
  /** Whether an object is some device's manifest; only who has the secret can tell. */
  isManifest(name: ObjectName): boolean;
  manifestName(device: DeviceId): Promise<ObjectName>;
  /** Drawn anew for each segment: a name is never used for two contents. */
  segmentName(): ObjectName;
  /** The AES-256-GCM key of one object. */
  objectKey(name: ObjectName): Promise<CryptoKey>;
};

/** Derives with HKDF-SHA256: input the secret, salt the group's id, info a name and what it is for. */
export async function epochKeys({ subtle, random }: Platform, group: Group): Promise<EpochKeys> {
  const salt = fromBase64url(group.id);
  const base = await subtle.importKey('raw', fromBase64url(group.secret), 'HKDF', false, [
    'deriveKey',
    'deriveBits',
  ]);
  const hkdf = (info: Bytes) => ({ name: 'HKDF', hash: 'SHA-256', salt, info });
  const bits = async (info: Bytes, length: number) =>
    bytesToHex(new Uint8Array(await subtle.deriveBits(hkdf(info), base, length * 8)));
  const prefix = await bits(binding('latchkey sync manifests', group.epoch), PREFIX_LENGTH);

  function segmentName(): ObjectName {
    const name = bytesToHex(random(NAME_LENGTH));
    return name.startsWith(prefix) ? segmentName() : name;
  }

  return {
    group,
    isManifest: (name) => name.startsWith(prefix) && name.length === NAME_LENGTH * 2,
    manifestName: async (device) =>
      prefix +
      (await bits(binding('latchkey sync manifest', group.epoch, device), NAME_LENGTH - PREFIX_LENGTH)),
    segmentName,
    objectKey: (name) =>
      subtle.deriveKey(
        hkdf(binding('latchkey sync object', group.epoch, name)),
        base,
        { name: 'AES-GCM', length: 256 },
        false,
        ['encrypt', 'decrypt'],
      ),
  };
}
