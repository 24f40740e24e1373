import { decode } from '@msgpack/msgpack';
import type { Bytes } from '../bytes';
import { ItemError } from './error';
import type { ToldPasskey } from './format';
import { bytesOf } from './packed-bytes';
import { seedsFrom } from './prf-seeds';
import { pkcs8FromCoseKey } from './proton-pass-key';
import { countIn, isObject, type Members, objectIn, textIn } from './shape';

/** Bytes of a passkey there: a key, an id and names take a few hundred. */
const MAX_CONTENT = 65_536;
const CRED_RANDOM_LENGTH = 32;

export type PasskeyContent = {
  readonly id: Bytes;
  readonly rpId: string;
  readonly userHandle: Bytes | null;
  readonly userName: string;
  readonly userDisplayName: string;
  readonly told: Pick<ToldPasskey, 'privateKey' | 'alg' | 'signCount' | 'prf' | 'backupEligible'>;
};

/** The MessagePack that Proton Pass keeps a passkey in: a version, and within it a map of short names. */
export function readPasskeyContent(content: Bytes): PasskeyContent {
  const outer = unpack(content);
  const inner = outer.v === 1 ? bytesOf(outer.c) : null;
  if (inner === null) throw new ItemError('key-unreadable');
  const members = unpack(inner);
  const id = bytesOf(members.cid);
  const rpId = textIn(members, 'rid');
  const key = objectIn(members, 'key');
  if (id === null || rpId === null || key === null) throw new ItemError('fields-malformed');
  const prf = seedsIn(objectIn(objectIn(members, 'ext') ?? {}, 'hmac_secret'));
  return {
    id,
    rpId,
    userHandle: bytesOf(members.uhd),
    userName: textIn(members, 'un') ?? '',
    userDisplayName: textIn(members, 'udn') ?? '',
    told: {
      ...pkcs8FromCoseKey(key),
      signCount: countIn(members, 'cnt') ?? 0,
      ...(prf && { prf }),
      backupEligible: true,
    },
  };
}

/** One map, with no length that the bytes do not have: nothing is reserved for what is not there. */
function unpack(bytes: Bytes): Members {
  if (bytes.length > MAX_CONTENT) throw new ItemError('key-unreadable');
  const most = bytes.length;
  let value: unknown;
  try {
    value = decode(bytes, {
      maxStrLength: most,
      maxBinLength: most,
      maxArrayLength: most,
      maxMapLength: most,
      maxExtLength: most,
    });
  } catch (cause) {
    throw new ItemError('key-unreadable', { cause });
  }
  if (!isObject(value)) throw new ItemError('key-unreadable');
  return value;
}

function seedsIn(secret: Members | null): ToldPasskey['prf'] {
  const withUv = secret && bytesOf(secret.cred_with_uv);
  if (withUv?.length !== CRED_RANDOM_LENGTH) return null;
  const withoutUv = bytesOf(secret?.cred_without_uv);
  return seedsFrom(withUv, withoutUv?.length === CRED_RANDOM_LENGTH ? withoutUv : null);
}
