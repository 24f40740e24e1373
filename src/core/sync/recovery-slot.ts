import { encodeCBOR } from '@levischuck/tiny-cbor';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { type Bytes, fromBase64url, own } from '../bytes';
import type { Platform } from '../platform';
import { binding } from '../vault/binding';
import { pad, unpad } from '../vault/padding';
import { open, seal } from '../vault/seal';
import { base64urlOf, readVersioned } from './codec';
import { GROUP_ID_LENGTH, type Group, SECRET_LENGTH } from './epoch-keys';
import type { ObjectName } from './remote';
import { SYNC_FORMAT } from './sealed-object';

/**
 * What lets a new device in: the group's secret, sealed under the recovery key, 160 random bits that only the
 * person has. Its name comes from that key too, so that the remote holds nothing to look for and nothing to try
 * guesses on: both need all 160 bits. No PIN is ever the way to what lies at a remote.
 */
export type SlotObject = { readonly name: ObjectName; readonly content: Bytes };

/** What of a recovery key is needed to write its slot: where that lies, and what it is sealed under (32 bytes). */
export type SlotKey = { readonly name: ObjectName; readonly key: Bytes };

const SLOT_VERSION = 1;
const NAME_BITS = 128;
const KEY_BITS = 256;

/** The recovery key is `secret`, 20 bytes; it cannot be found again from what comes of it. */
export async function slotKey({ subtle }: Platform, secret: Bytes): Promise<SlotKey> {
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const derive = async (info: string, bits: number): Promise<Bytes> => {
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: binding(info) };
    return new Uint8Array(await subtle.deriveBits(hkdf, base, bits));
  };
  const name = bytesToHex(await derive('latchkey sync slot name', NAME_BITS));
  return { name, key: await derive('latchkey sync slot key', KEY_BITS) };
}

export async function sealSlot(platform: Platform, secret: Bytes, group: Group): Promise<SlotObject> {
  return sealSlotUnder(platform, await slotKey(platform, secret), group);
}

export async function sealSlotUnder(
  platform: Platform,
  { name, key }: SlotKey,
  group: Group,
): Promise<SlotObject> {
  const content = own(
    encodeCBOR([SLOT_VERSION, fromBase64url(group.id), group.epoch, fromBase64url(group.secret)]),
  );
  return { name, content: await seal(platform, await aes(platform, key), pad(content), slotBinding(name)) };
}

export async function slotName(platform: Platform, secret: Bytes): Promise<ObjectName> {
  return (await slotKey(platform, secret)).name;
}

const slot = v.tuple([
  v.literal(SLOT_VERSION),
  base64urlOf(GROUP_ID_LENGTH),
  v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  base64urlOf(SECRET_LENGTH),
]);

/** Null where it cannot be opened: it was not written with this recovery key. Throws version-too-new. */
export async function openSlot(platform: Platform, secret: Bytes, content: Bytes): Promise<Group | null> {
  const { name, key } = await slotKey(platform, secret);
  const opened = await open(platform, await aes(platform, key), content, slotBinding(name)).catch(() => null);
  if (!opened) return null;
  const [, id, epoch, groupSecret] = readVersioned(slot, SLOT_VERSION, unpad(opened));
  return { id, epoch, secret: groupSecret };
}

function slotBinding(name: ObjectName): Bytes {
  return binding('latchkey sync slot', SYNC_FORMAT, name);
}

function aes({ subtle }: Platform, key: Bytes): Promise<CryptoKey> {
  return subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
