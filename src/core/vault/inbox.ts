import { x25519 } from '@noble/curves/ed25519.js';
import { type Bytes, concat, own } from '../bytes';
import type { Platform } from '../platform';
import { binding } from './binding';
import { VaultError } from './error';
import type { VaultKeys } from './keys';
import { pad, unpad } from './padding';
import { open, seal } from './seal';

const NOTE_VERSION = 1;
const KEY_LENGTH = 32;

/** The public key that anyone may seal notes to while the vault is locked; only the open vault reads them. */
export async function inboxOf(keys: VaultKeys): Promise<Bytes> {
  return own(x25519.getPublicKey(await keys.inboxSecret(keys.epoch)));
}

/** One note, under X25519 (RFC 7748) with a key pair of its own, which is forgotten at once. */
export async function sealNote(platform: Platform, inbox: Bytes, content: Uint8Array): Promise<Bytes> {
  const secret = platform.random(KEY_LENGTH);
  const sender = own(x25519.getPublicKey(secret));
  const key = await noteKey(platform, x25519.getSharedSecret(secret, inbox), sender, inbox);
  return concat(sender, await seal(platform, key, pad(content), boundTo(inbox)));
}

/** Throws damaged, also where it was sealed for another vault. */
export async function openNote(platform: Platform, keys: VaultKeys, note: Uint8Array): Promise<Bytes> {
  const inbox = await inboxOf(keys);
  const sender = own(note.subarray(0, KEY_LENGTH));
  const key = await noteKey(platform, await sharedWith(keys, sender), sender, inbox);
  return unpad(await open(platform, key, note.subarray(KEY_LENGTH), boundTo(inbox)));
}

/** Bytes that are no public key give no secret. */
async function sharedWith(keys: VaultKeys, sender: Bytes): Promise<Uint8Array> {
  const secret = await keys.inboxSecret(keys.epoch);
  try {
    return x25519.getSharedSecret(secret, sender);
  } catch (cause) {
    throw new VaultError('damaged', { cause });
  }
}

function boundTo(inbox: Bytes): Bytes {
  return binding('latchkey note', NOTE_VERSION, inbox);
}

async function noteKey(
  { subtle }: Platform,
  shared: Uint8Array,
  sender: Bytes,
  inbox: Bytes,
): Promise<CryptoKey> {
  const base = await subtle.importKey('raw', own(shared), 'HKDF', false, ['deriveKey']);
  const info = binding('latchkey note key');
  return subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: concat(sender, inbox), info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
