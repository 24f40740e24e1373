import { deflateSync } from 'fflate';
import { type Bytes, own, toBase64url } from '../bytes';
import type { PasskeyRecord } from '../vault/record';
import { MAX_LARGE_BLOB } from '../webauthn/extensions/large-blob';
import { decodeBase64 } from './base64';
import { seedsFrom } from './prf-seeds';
import { countIn, type Members, objectIn, textIn, without } from './shape';
import { inflate } from './zip';

/** CXF §3.3.12.1, fido2Extensions: the secrets that go with a passkey. */
type Extensions = Partial<Pick<PasskeyRecord, 'prf' | 'credBlob' | 'largeBlob'>>;

/** The standard's own example has the second name. */
const HMAC_NAMES = ['hmacCredentials', 'hmacSecret'] as const;
const HMAC_ALGORITHMS = ['hmac-sha256', 'hs256'];
const CRED_RANDOM_LENGTH = 32;

/** What can be read, and the members that could not, which are kept as they are. */
export function readExtensions(members: Members): { readonly told: Extensions; readonly rest: Members } {
  const hmacName = HMAC_NAMES.find((name) => readHmac(objectIn(members, name)) !== null);
  const prf = hmacName ? readHmac(objectIn(members, hmacName)) : null;
  const credBlob = bytesIn(members, 'credBlob');
  const largeBlob = readLargeBlob(objectIn(members, 'largeBlob'));
  const told = { ...(prf && { prf }), ...(credBlob && { credBlob }), ...(largeBlob && { largeBlob }) };
  const read = [
    ...(hmacName ? [hmacName] : []),
    ...(credBlob ? ['credBlob'] : []),
    ...(largeBlob ? ['largeBlob'] : []),
  ];
  return { told, rest: without(members, read) };
}

export function writeExtensions({ prf, credBlob, largeBlob }: PasskeyRecord): Members {
  return {
    ...(prf && {
      hmacCredentials: {
        algorithm: 'hmac-sha256',
        credWithUV: toBase64url(prf.withUv),
        credWithoutUV: toBase64url(prf.withoutUv),
      },
    }),
    ...(credBlob && { credBlob: toBase64url(credBlob) }),
    ...(largeBlob && {
      largeBlob: { uncompressedSize: largeBlob.length, data: toBase64url(deflateSync(largeBlob)) },
    }),
  };
}

function readHmac(members: Members | null): PasskeyRecord['prf'] {
  if (!members) return null;
  // An unknown algorithm in an optional member: the member is ignored, as CXF §2 asks.
  if (!HMAC_ALGORITHMS.includes((textIn(members, 'algorithm') ?? '').toLowerCase())) return null;
  const withUv = seedIn(members, 'credWithUV') ?? seedIn(members, 'secret');
  return withUv && seedsFrom(withUv, seedIn(members, 'credWithoutUV'));
}

function seedIn(members: Members, name: string): Bytes | null {
  const seed = bytesIn(members, name);
  return seed?.length === CRED_RANDOM_LENGTH ? seed : null;
}

/** Kept as CTAP keeps it, deflated. Some writers forget to. */
function readLargeBlob(members: Members | null): Bytes | null {
  const size = members && countIn(members, 'uncompressedSize');
  const data = members && bytesIn(members, 'data');
  if (size === null || !data || size > MAX_LARGE_BLOB) return null;
  try {
    const blob = inflate(data, size);
    if (blob.length === size) return blob;
  } catch {
    // Not deflated, then.
  }
  return data.length === size ? own(data) : null;
}

function bytesIn(members: Members, name: string): Bytes | null {
  const text = textIn(members, name);
  return text === null ? null : decodeBase64(text);
}
