import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64url, utf8 } from '../bytes';
import type { Platform } from '../platform';
import type { PasskeyRecord } from '../vault/record';
import { writeExtensions } from './cxf-extensions';
import { EXPORTER_RP_ID, writeOwnExtension } from './cxf-own';
import type { Written } from './format';
import { parseJson } from './json';
import { isObject, listIn, type Members, objectIn } from './shape';

const ID_LENGTH = 16;

/**
 * FIDO Credential Exchange Format 1.0, in plain JSON. Whoever reads the file has the keys. Passkeys that count
 * their signatures stay behind, for the format has no counter and says that they must (§3.3.12); those in the
 * trash do too.
 */
export function writeCxf({ random, now }: Platform, records: readonly PasskeyRecord[]): Written {
  const isLeft = ({ signCount, deletedAt }: PasskeyRecord) => signCount > 0 || deletedAt !== null;
  const header = {
    version: { major: 1, minor: 0 },
    exporterRpId: EXPORTER_RP_ID,
    exporterDisplayName: 'Latchkey',
    timestamp: seconds(now()),
    accounts: [
      {
        id: toBase64url(random(ID_LENGTH)),
        username: '',
        email: '',
        collections: [],
        items: records.filter((record) => !isLeft(record)).map(itemOf),
      },
    ],
  };
  return { bytes: utf8(JSON.stringify(header, null, 2)), left: records.filter(isLeft) };
}

function itemOf(record: PasskeyRecord): Members {
  const carried = record.carried === null ? {} : carriedIn(record.carried);
  const ofItem = objectIn(carried, 'item') ?? {};
  const note = { type: 'note', content: { fieldType: 'string', value: record.note } };
  return {
    ...ofItem,
    id: toBase64url(sha256(record.id).subarray(0, ID_LENGTH)),
    creationAt: seconds(record.createdAt),
    title: record.displayName || record.rpName || record.rpId,
    credentials: [passkeyOf(record, carried), ...(record.note === '' ? [] : [note])],
    extensions: [...listIn(ofItem, 'extensions'), writeOwnExtension(record)],
  };
}

function passkeyOf(record: PasskeyRecord, carried: Members): Members {
  const extensions = { ...objectIn(carried, 'fido2Extensions'), ...writeExtensions(record) };
  return {
    ...objectIn(carried, 'passkey'),
    type: 'passkey',
    credentialId: toBase64url(record.id),
    rpId: record.rpId,
    username: record.userName,
    userDisplayName: record.userDisplayName,
    userHandle: toBase64url(record.userHandle ?? new Uint8Array()),
    key: toBase64url(record.privateKey),
    ...(Object.keys(extensions).length > 0 && { fido2Extensions: extensions }),
  };
}

/** What came with it from another file. Damage there is no reason to leave the passkey out. */
function carriedIn(text: string): Members {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
