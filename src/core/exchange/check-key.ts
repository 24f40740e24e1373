import { algorithmFor } from '../authenticator/algorithms/registry';
import { type Bytes, equal, own } from '../bytes';
import type { Platform } from '../platform';
import type { CoseAlgorithm } from '../webauthn/credential-source';
import { contextTag, TAG } from '../webauthn/der';
import { bitStringOctets, DerError, readDer, readElements } from '../webauthn/der-reader';
import { ecCurves, type PrivateKey } from '../webauthn/key';
import { decodePkcs8, encodePkcs8 } from '../webauthn/pkcs8';
import { algorithmsOf } from './algorithms-of';
import { ItemError } from './error';
import { isKeyPair } from './key-pair';

export type CheckedKey = {
  readonly alg: CoseAlgorithm;
  /** As Latchkey itself writes it: an EC key with its point. */
  readonly privateKey: Bytes;
};

/** Moduli of RSA in bytes: 2048 to 8192 bits. */
const RSA_LENGTHS = { from: 256, to: 1024 };

/**
 * Takes a key only where it is whole: its parameters are of a curve or size that we sign with, the scalar is in
 * range, a point that came along is on the curve, and what the private key signs verifies with the public key.
 * Throws ItemError.
 */
export async function checkKey(
  platform: Platform,
  pkcs8: Bytes,
  told: CoseAlgorithm | undefined,
): Promise<CheckedKey> {
  const key = decode(pkcs8);
  const fitting = algorithmsOf(key);
  const alg = told ?? fitting[0];
  if (!fitting.includes(alg)) throw new ItemError('key-mismatch');
  if (key.type === 'rsa' && (key.n.length < RSA_LENGTHS.from || key.n.length > RSA_LENGTHS.to)) {
    throw new ItemError('key-unsupported');
  }
  const whole = key.type === 'ec' ? { ...key, point: await wholePoint(key, alg) } : key;
  const privateKey = encodePkcs8(whole);
  if (!(await isKeyPair(platform, whole, alg, claimedPublicKey(pkcs8)))) throw new ItemError('key-mismatch');
  return { alg, privateKey };
}

/** Whether two PKCS#8 hold the same private key, however they were written. */
export function isSameKey(a: Bytes, b: Bytes): boolean {
  if (equal(a, b)) return true;
  const [first, second] = [secretOf(a), secretOf(b)];
  return first !== null && second !== null && equal(first, second);
}

function secretOf(pkcs8: Bytes): Bytes | null {
  try {
    const key = decodePkcs8(pkcs8);
    return encodePkcs8(key.type === 'ec' ? { ...key, point: null } : key);
  } catch {
    return null;
  }
}

function decode(pkcs8: Bytes): PrivateKey {
  try {
    return decodePkcs8(pkcs8);
  } catch (cause) {
    const unknown = cause instanceof DerError && /unknown (algorithm|curve)/.test(cause.message);
    throw new ItemError(unknown ? 'key-unsupported' : 'key-unreadable', { cause });
  }
}

/** The uncompressed point: as it came, else computed. A compressed one that came must be that one. */
async function wholePoint(key: PrivateKey & { type: 'ec' }, alg: CoseAlgorithm): Promise<Bytes> {
  const { point } = key;
  const isCompressed = point?.length === 1 + ecCurves[key.curve].length;
  if (point !== null && !isCompressed) return point;
  const computed = await pointOf(key, alg);
  if (point === null) return computed;
  const parity = 2 + ((computed.at(-1) ?? 0) & 1);
  const same = point[0] === parity && equal(point.subarray(1), computed.subarray(1, point.length));
  if (!same) throw new ItemError('key-mismatch');
  return computed;
}

async function pointOf(key: PrivateKey & { type: 'ec' }, alg: CoseAlgorithm): Promise<Bytes> {
  try {
    const { spki } = await (await algorithmFor(alg)).publicKey(encodePkcs8(key));
    if (spki === null) throw new TypeError('no public key');
    return own(spki.subarray(-(1 + 2 * ecCurves[key.curve].length)));
  } catch (cause) {
    throw new ItemError('key-unreadable', { cause });
  }
}

/** The public key that version 2 of PKCS#8 may hold beside the private one (RFC 5958); null where it does not. */
function claimedPublicKey(pkcs8: Bytes): Bytes | null {
  const claimed = readElements(readDer(pkcs8, TAG.sequence)).find(
    ({ tag }) => tag === contextTag(1, 'primitive') || tag === contextTag(1, 'constructed'),
  );
  if (!claimed) return null;
  try {
    const isPlain = claimed.tag === contextTag(1, 'primitive');
    return bitStringOctets(isPlain ? claimed.content : readDer(claimed.content, TAG.bitString));
  } catch (cause) {
    throw new ItemError('key-unreadable', { cause });
  }
}
