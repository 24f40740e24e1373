import { expand } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, equal, own, utf8 } from '../bytes';
import { decodeBase64 } from './base64';
import { ExchangeError } from './error';
import type { ReadPorts } from './format';
import { parseJsonBytes } from './json';
import { countIn, type Members, textIn } from './shape';

const PBKDF2 = 0;
const ARGON2ID = 1;

/** What Bitwarden itself lets people set; beyond it a file would only keep the browser busy. */
const PBKDF2_ITERATIONS = { from: 5000, to: 2_000_000 };
const ARGON2_ITERATIONS = { from: 2, to: 10 };
const ARGON2_MEBIBYTES = { from: 15, to: 1024 };
const ARGON2_LANES = { from: 1, to: 16 };

type Keys = { readonly encryption: Bytes; readonly authentication: Bytes };

/** The JSON within a password-protected export. Throws ExchangeError; derives nothing from costs out of range. */
export async function openProtected(json: Members, ports: ReadPorts): Promise<unknown> {
  const salt = textIn(json, 'salt');
  const validation = textIn(json, 'encKeyValidation_DO_NOT_EDIT');
  const data = textIn(json, 'data');
  if (salt === null || validation === null || data === null) throw new ExchangeError('malformed');
  const derive = derivation(json, salt, ports);
  if (ports.secret === null) throw new ExchangeError('passphrase-needed');
  const master = await derive(utf8(ports.secret));
  const keys = {
    encryption: own(expand(sha256, master, utf8('enc'), 32)),
    authentication: own(expand(sha256, master, utf8('mac'), 32)),
  };
  if ((await decrypt(ports, keys, validation)) === null) throw new ExchangeError('passphrase-wrong');
  const opened = await decrypt(ports, keys, data);
  if (opened === null) throw new ExchangeError('damaged');
  return parseJsonBytes(opened);
}

/** Checks the costs first. The salt is used as the text that stands there, not as what it decodes to. */
function derivation(
  json: Members,
  salt: string,
  { platform, argon2id }: ReadPorts,
): (password: Bytes) => Promise<Bytes> {
  const iterations = countIn(json, 'kdfIterations') ?? 0;
  if (json.kdfType === PBKDF2) {
    expectWithin(iterations, PBKDF2_ITERATIONS);
    return async (password) => {
      const base = await platform.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
      const terms = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8(salt), iterations };
      return new Uint8Array(await platform.subtle.deriveBits(terms, base, 256));
    };
  }
  if (json.kdfType !== ARGON2ID) throw new ExchangeError('malformed');
  const mebibytes = countIn(json, 'kdfMemory') ?? 0;
  const parallelism = countIn(json, 'kdfParallelism') ?? 0;
  expectWithin(iterations, ARGON2_ITERATIONS);
  expectWithin(mebibytes, ARGON2_MEBIBYTES);
  expectWithin(parallelism, ARGON2_LANES);
  const costs = { iterations, memoryKiB: mebibytes * 1024, parallelism };
  return (password) => argon2id({ ...costs, password, salt: own(sha256(utf8(salt))) });
}

function expectWithin(value: number, { from, to }: { readonly from: number; readonly to: number }): void {
  if (value < from || value > to) throw new ExchangeError('parameters-out-of-range');
}

const ENC_STRING = /^2\.([^|]+)\|([^|]+)\|([^|]+)$/;

/** Type 2 of its encrypted texts: AES-256-CBC under HMAC-SHA-256 of IV and ciphertext. Null where it fails. */
async function decrypt({ platform }: ReadPorts, keys: Keys, text: string): Promise<Bytes | null> {
  const [iv, ciphertext, mac] = (ENC_STRING.exec(text) ?? []).slice(1).map(decodeBase64);
  if (!iv || !ciphertext || !mac) throw new ExchangeError('malformed');
  if (!equal(hmac(sha256, keys.authentication, concat(iv, ciphertext)), mac)) return null;
  const key = await platform.subtle.importKey('raw', keys.encryption, 'AES-CBC', false, ['decrypt']);
  try {
    return new Uint8Array(await platform.subtle.decrypt({ name: 'AES-CBC', iv }, key, ciphertext));
  } catch (cause) {
    throw new ExchangeError('damaged', { cause });
  }
}
