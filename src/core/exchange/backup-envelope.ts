import * as v from 'valibot';
import { type Bytes, concat, equal, toBase64url, utf8 } from '../bytes';
import type { Platform } from '../platform';
import { type Argon2id, checkArgon2Parameters, SALT_LENGTH } from '../vault/kdf';
import { parseRecoveryKey } from '../vault/recovery-key';
import { decodeBase64 } from './base64';
import { ExchangeError } from './error';

/** The version of the backup's format (docs/backup-format.md). */
export const BACKUP_VERSION = 1;

/** What a passphrase costs a guesser: more than a PIN, for a file can be guessed at for ever. */
export const BACKUP_COSTS = { memoryKiB: 131_072, iterations: 3, parallelism: 1 } as const;

const NONCE_LENGTH = 12;
const CHECK_LENGTH = 16;
/** The content is filled up with spaces to a multiple of this, so that its size tells little. */
const BLOCK = 4096;
const NEWLINE = 0x0a;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytesOf = (length: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => decodeBase64(text)),
    v.custom<Bytes>((bytes) => bytes instanceof Uint8Array && bytes.length === length),
  );

const header = v.object({
  latchkey: v.literal('backup'),
  version: count,
  kdf: v.variant('name', [
    v.object({
      name: v.literal('argon2id'),
      version: v.literal(0x13),
      memoryKiB: count,
      iterations: count,
      parallelism: count,
      salt: bytesOf(SALT_LENGTH),
    }),
    v.object({ name: v.literal('hkdf-sha-256'), salt: bytesOf(SALT_LENGTH) }),
  ]),
  check: bytesOf(CHECK_LENGTH),
  nonce: bytesOf(NONCE_LENGTH),
});

type Header = v.InferOutput<typeof header>;

/** What opens a backup. */
export type BackupSecret = { readonly passphrase: string } | { readonly recoveryKey: Bytes };

export type EnvelopePorts = { readonly platform: Platform; readonly argon2id: Argon2id };

/** Header line, newline, AES-256-GCM ciphertext with its tag; the header line is the additional data. */
export async function sealBackup(
  { platform, argon2id }: EnvelopePorts,
  secret: BackupSecret,
  content: string,
): Promise<Bytes> {
  const salt = platform.random(SALT_LENGTH);
  const kdf: Header['kdf'] =
    'passphrase' in secret
      ? { name: 'argon2id', version: 0x13, ...BACKUP_COSTS, salt }
      : { name: 'hkdf-sha-256', salt };
  const input =
    'passphrase' in secret
      ? await argon2id({ ...BACKUP_COSTS, password: passwordOf(secret.passphrase), salt })
      : secret.recoveryKey;
  const { key, check } = await keysFrom(platform, input, salt);
  const nonce = platform.random(NONCE_LENGTH);
  const line = utf8(
    JSON.stringify({
      latchkey: 'backup',
      version: BACKUP_VERSION,
      kdf: { ...kdf, salt: toBase64url(salt) },
      check: toBase64url(check),
      nonce: toBase64url(nonce),
    }),
  );
  const terms = { name: 'AES-GCM', iv: nonce, additionalData: line };
  const sealed = await platform.subtle.encrypt(terms, key, filledUp(utf8(content)));
  return concat(line, Uint8Array.of(NEWLINE), new Uint8Array(sealed));
}

export type BackupFile = { readonly header: unknown; readonly line: Bytes; readonly body: Bytes };

/** Whether a header line is that of a backup, of whatever version. */
export function isBackupHeader(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'latchkey' in value && value.latchkey === 'backup';
}

/** The content in UTF-8. Throws ExchangeError; nothing is derived from costs out of range (D46). */
export async function openBackup(
  { platform, argon2id }: EnvelopePorts,
  file: BackupFile,
  secret: string | null,
): Promise<Bytes> {
  const { kdf, check, nonce } = readHeader(file.header);
  const input =
    kdf.name === 'argon2id'
      ? await fromPassphrase(argon2id, kdf, secret)
      : await fromRecoveryKey(platform, secret);
  const keys = await keysFrom(platform, input, kdf.salt);
  if (!equal(keys.check, check)) {
    throw new ExchangeError(kdf.name === 'argon2id' ? 'passphrase-wrong' : 'recovery-key-wrong');
  }
  const terms = { name: 'AES-GCM', iv: nonce, additionalData: file.line };
  try {
    return new Uint8Array(await platform.subtle.decrypt(terms, keys.key, file.body));
  } catch (cause) {
    throw new ExchangeError('damaged', { cause });
  }
}

function readHeader(value: unknown): Header {
  const version = v.safeParse(v.object({ version: count }), value);
  if (version.success && version.output.version > BACKUP_VERSION) {
    throw new ExchangeError('version-too-new');
  }
  const parsed = v.safeParse(header, value);
  if (!parsed.success) throw new ExchangeError('damaged');
  return parsed.output;
}

async function fromPassphrase(
  argon2id: Argon2id,
  kdf: Header['kdf'] & { name: 'argon2id' },
  secret: string | null,
): Promise<Bytes> {
  const { memoryKiB, iterations, parallelism, salt } = kdf;
  try {
    checkArgon2Parameters({ memoryKiB, iterations, parallelism });
  } catch (cause) {
    throw new ExchangeError('parameters-out-of-range', { cause });
  }
  if (secret === null) throw new ExchangeError('passphrase-needed');
  return argon2id({ memoryKiB, iterations, parallelism, salt, password: passwordOf(secret) });
}

async function fromRecoveryKey(platform: Platform, secret: string | null): Promise<Bytes> {
  if (secret === null) throw new ExchangeError('recovery-key-needed');
  const key = await parseRecoveryKey(platform, secret);
  if (key === null) throw new ExchangeError('recovery-key-mistyped');
  return key;
}

/** The same passphrase whatever keyboard composed its letters. */
function passwordOf(passphrase: string): Bytes {
  return utf8(passphrase.normalize('NFC'));
}

/** `check` tells a wrong passphrase from a damaged file, and gives away nothing of the key. */
async function keysFrom({ subtle }: Platform, input: Bytes, salt: Bytes) {
  const base = await subtle.importKey('raw', input, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const hkdf = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) });
  const key = await subtle.deriveKey(
    hkdf('latchkey backup key'),
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
  const check = await subtle.deriveBits(hkdf('latchkey backup check'), base, 8 * CHECK_LENGTH);
  return { key, check: new Uint8Array(check) };
}

function filledUp(content: Bytes): Bytes {
  const filled = new Uint8Array(Math.ceil((content.length + 1) / BLOCK) * BLOCK).fill(0x20);
  filled.set(content);
  return filled;
}
