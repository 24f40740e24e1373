import { as, type Bytes, type CredentialId, type UserHandle } from '../bytes';
import { clip, MAX_NAME } from '../clip';
import type { Platform } from '../platform';
import type { PasskeyRecord } from '../vault/record';
import { MAX_CRED_BLOB } from '../webauthn/extensions/cred-blob';
import { MAX_LARGE_BLOB } from '../webauthn/extensions/large-blob';
import { checkKey } from './check-key';
import { ItemError } from './error';
import type { ToldPasskey } from './format';
import { MAX_CARRIED, MAX_NOTE } from './limits';

export type CheckPorts = {
  readonly platform: Platform;
  /** Whether the text is a domain in canonical form that somebody in particular can own. */
  readonly isRpId: (text: string) => boolean;
};

/** What a file told, with everything found sound; its key in Latchkey's own form. */
export type CheckedPasskey = Omit<ToldPasskey, 'id' | 'userHandle'> &
  Pick<PasskeyRecord, 'id' | 'userHandle'> & {
    /** The algorithm if the file says nothing of it. */
    readonly usualAlg: number;
  };

const CRED_RANDOM_LENGTH = 32;
const MAX_SIGN_COUNT = 2 ** 32 - 1;
/** Milliseconds: the year 9999. */
const MAX_TIME = 253_402_300_799_999;

/** Throws ItemError. */
export async function checkPasskey(
  told: ToldPasskey,
  { platform, isRpId }: CheckPorts,
): Promise<CheckedPasskey> {
  if (!within(told.id, 1, 1023)) throw new ItemError('id-invalid');
  if (!isRpId(told.rpId)) throw new ItemError('rp-id-invalid');
  const handle = told.userHandle;
  if (handle !== null && !within(handle, 1, 64)) throw new ItemError('user-handle-invalid');
  if (!fieldsFit(told) || !fieldsFit(told.atFirst ?? {})) throw new ItemError('fields-malformed');
  const { alg, privateKey } = await checkKey(platform, told.privateKey, told.alg);
  const { atFirst } = told;
  return {
    ...told,
    ...cleanTexts(told),
    ...(atFirst && { atFirst: { ...atFirst, ...cleanTexts(atFirst) } }),
    id: as<CredentialId>(told.id),
    userHandle: handle && as<UserHandle>(handle),
    privateKey,
    usualAlg: alg,
  };
}

function within(bytes: Bytes, from: number, to: number): boolean {
  return bytes.length >= from && bytes.length <= to;
}

type Fields = NonNullable<ToldPasskey['atFirst']>;

function fieldsFit({ prf, credBlob, largeBlob, signCount = 0, credProtect = 1, ...rest }: Fields): boolean {
  const times = [rest.createdAt, rest.lastUsedAt, rest.deletedAt, rest.hiddenAt];
  return (
    (!prf || [prf.withUv, prf.withoutUv].every((seed) => seed.length === CRED_RANDOM_LENGTH)) &&
    (!credBlob || credBlob.length <= MAX_CRED_BLOB) &&
    (!largeBlob || largeBlob.length <= MAX_LARGE_BLOB) &&
    isCount(signCount, MAX_SIGN_COUNT) &&
    [1, 2, 3].includes(credProtect) &&
    times.every((time) => time === undefined || time === null || isCount(time, MAX_TIME))
  );
}

function isCount(value: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= most;
}

/** Names and notes at a bearable length, and as texts that survive being written. */
function cleanTexts(fields: Fields): Fields {
  const { rpName, userName, userDisplayName, displayName, note, lastUsedOrigin, carried } = fields;
  return {
    ...(rpName !== undefined && { rpName: clip(rpName, MAX_NAME) }),
    ...(userName !== undefined && { userName: clip(userName, MAX_NAME) }),
    ...(userDisplayName !== undefined && { userDisplayName: clip(userDisplayName, MAX_NAME) }),
    ...(displayName !== undefined && { displayName: clip(displayName, MAX_NAME) }),
    ...(note !== undefined && { note: clip(note, MAX_NOTE) }),
    ...(typeof lastUsedOrigin === 'string' && { lastUsedOrigin: clip(lastUsedOrigin, MAX_NAME) }),
    ...(typeof carried === 'string' && { carried: carried.length > MAX_CARRIED ? null : carried }),
  };
}
