/**
 * A stranger's reader of a vault, written from docs/vault-format.md alone: Node's cryptography, another library's
 * Argon2id and CBOR, nothing of Latchkey.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto';
import { argon2id } from '@noble/hashes/argon2.js';
import { decode, encode } from 'cborg';
import type { StoredRows } from './stored-rows';

type Row = { readonly [field: string]: unknown };
type PinKdf = {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
  readonly salt: Uint8Array;
};
type Argon2id = (
  password: Uint8Array,
  salt: Uint8Array,
  costs: { m: number; t: number; p: number },
) => Uint8Array;

export const nobleArgon2id: Argon2id = (password, salt, costs) =>
  argon2id(password, salt, { ...costs, dkLen: 32 });

export function openSealed(key: Uint8Array, sealed: Uint8Array, bound: readonly unknown[]): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAAD(encode(bound));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

export function hkdf(secret: Uint8Array, salt: Uint8Array, info: readonly unknown[]): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, encode(info), 32));
}

function unpad(padded: Buffer): Buffer {
  return padded.subarray(4, 4 + padded.readUInt32BE(0));
}

function slotOf(rows: StoredRows, type: string): Row {
  const slot = rows.slots?.map(({ value }) => value as Row).find((row) => row.type === type);
  if (!slot) throw new Error(`no ${type} slot`);
  return slot;
}

export function headerOf(rows: StoredRows): { id: Uint8Array; epoch: number; tagKey: Uint8Array | null } {
  return rows.vault?.find(({ key }) => key === 'header')?.value as ReturnType<typeof headerOf>;
}

export function vaultKeyByPin(rows: StoredRows, pin: string, derive: Argon2id): Buffer {
  const { id, type, epoch, wrapped, kdf } = slotOf(rows, 'pin');
  const { memoryKiB, iterations, parallelism, salt } = kdf as PinKdf;
  const kek = derive(Buffer.from(pin.normalize('NFC')), salt, {
    m: memoryKiB,
    t: iterations,
    p: parallelism,
  });
  const terms = ['argon2id', 19, memoryKiB, iterations, parallelism, salt];
  return openSealed(kek, wrapped as Uint8Array, [
    'latchkey slot',
    1,
    headerOf(rows).id,
    id,
    type,
    epoch,
    terms,
  ]);
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function vaultKeyByRecoveryKey(rows: StoredRows, recoveryKey: string): Buffer {
  const bits = [...recoveryKey.replaceAll('-', '').slice(0, 32)]
    .map((character) => CROCKFORD.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const header = headerOf(rows);
  const { id, type, epoch, wrapped, kdf } = slotOf(rows, 'recovery');
  const { salt } = kdf as { salt: Uint8Array };
  const kek = hkdf(secret, salt, ['latchkey slot key', 'recovery', header.id]);
  const bound = ['latchkey slot', 1, header.id, id, type, epoch, ['hkdf-sha-256', salt]];
  return openSealed(kek, wrapped as Uint8Array, bound);
}

/** `prf`: what the passkey `credentialId` answers to `prfSalt`. */
export function vaultKeyByPlatform(rows: StoredRows, prf: Uint8Array): Buffer {
  const header = headerOf(rows);
  const { id, type, epoch, wrapped, kdf } = slotOf(rows, 'platform');
  const { salt } = kdf as { salt: Uint8Array };
  const kek = hkdf(prf, salt, ['latchkey slot key', 'platform', header.id]);
  const bound = ['latchkey slot', 1, header.id, id, type, epoch, ['hkdf-sha-256', salt]];
  return openSealed(kek, wrapped as Uint8Array, bound);
}

/** The check group of a recovery key, from its first 32 characters' bytes. */
export function recoveryCheck(secret: Uint8Array): string {
  const hash = createHash('sha256').update('latchkey recovery key').update(secret).digest();
  const bits = [...hash.subarray(0, 3)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? [])
    .slice(0, 4)
    .map((five) => CROCKFORD[Number.parseInt(five, 2)])
    .join('');
}

/** Every record: the map of its content, by record id. */
export function openRecords(rows: StoredRows, vaultKey: Uint8Array): Map<string, Map<number, unknown>> {
  const header = headerOf(rows);
  return new Map(
    (rows.records ?? []).map(({ value }) => {
      const { id, version, epoch, revision, sealed } = value as Row;
      const key = hkdf(vaultKey, header.id, ['latchkey record key', epoch, id]);
      const bound = ['latchkey record', version, header.id, epoch, 'passkey', id, revision];
      const content = unpad(openSealed(key, sealed as Uint8Array, bound));
      return [id as string, decode(content, { useMaps: true }) as Map<number, unknown>];
    }),
  );
}

/** Every line of the contents. */
export function openContents(rows: StoredRows, vaultKey: Uint8Array): readonly (readonly unknown[])[] {
  const header = headerOf(rows);
  return (rows.contents ?? []).flatMap(({ value }) => {
    const { page, version, epoch, revision, sealed } = value as Row;
    const key = hkdf(vaultKey, header.id, ['latchkey contents key', epoch, page]);
    const bound = ['latchkey contents', version, header.id, epoch, page, revision];
    return JSON.parse(unpad(openSealed(key, sealed as Uint8Array, bound)).toString()) as unknown[][];
  });
}

export function recordIdOf(rows: StoredRows, vaultKey: Uint8Array, credentialId: Uint8Array): string {
  const key = hkdf(vaultKey, headerOf(rows).id, ['latchkey record id']);
  return createHmac('sha256', key).update(credentialId).digest().subarray(0, 16).toString('base64url');
}

export function tagOf(rows: StoredRows, rpId: string): number {
  return createHmac('sha256', headerOf(rows).tagKey ?? '')
    .update(rpId)
    .digest()
    .readUInt16BE(0);
}

/** RFC 8410: what stands before the raw bytes of an X25519 key in DER. */
const X25519_PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const X25519_SPKI = Buffer.from('302a300506032b656e032100', 'hex');

/** What one note says that was made while the vault was locked. */
export function openNote(rows: StoredRows, vaultKey: Uint8Array, note: Uint8Array): string {
  const { id, epoch } = headerOf(rows);
  const secret = hkdf(vaultKey, id, ['latchkey inbox', epoch]);
  const privateKey = createPrivateKey({
    key: Buffer.concat([X25519_PKCS8, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const inbox = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const sender = note.subarray(0, 32);
  const publicKey = createPublicKey({
    key: Buffer.concat([X25519_SPKI, sender]),
    format: 'der',
    type: 'spki',
  });
  const shared = diffieHellman({ privateKey, publicKey });
  const key = hkdf(shared, Buffer.concat([sender, inbox]), ['latchkey note key']);
  // Text and bytes of Node's own kind would be told apart by the CBOR writer.
  const bound = ['latchkey note', 1, new Uint8Array(inbox)];
  return unpad(openSealed(key, note.subarray(32), bound)).toString();
}
