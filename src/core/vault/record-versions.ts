import * as v from 'valibot';
import type { Bytes } from '../bytes';
import { VaultError } from './error';
import { type PasskeyRecord, passkeyRecord } from './record';
import { decodeRecord } from './record-fields';

/** The version that is written. */
export const RECORD_VERSION = 4;

type Fields = Record<string, unknown>;

/** Each takes the fields of its version to the next one. Pure; none is ever changed after its release. */
const migrations: readonly ((fields: Fields) => Fields)[] = [
  // 2: a site may have a passkey hidden.
  (fields) => ({ ...fields, hiddenAt: null }),
  // 3: what an imported file says beyond the fields.
  (fields) => ({ ...fields, carried: null }),
  // 4: whether a file holds it. BS of an older record may be of sync alone, so no file is claimed for it.
  (fields) => ({ ...fields, filedAt: null }),
];

/** Reads content of any version up to the current one. Throws damaged or version-too-new. */
export function readRecord(version: number, content: Bytes): PasskeyRecord {
  if (version > RECORD_VERSION) throw new VaultError('version-too-new');
  const fields = migrations.slice(version - 1).reduce((old, migrate) => migrate(old), decodeRecord(content));
  const parsed = v.safeParse(passkeyRecord, fields);
  if (!parsed.success) throw new VaultError('damaged');
  return parsed.output;
}
