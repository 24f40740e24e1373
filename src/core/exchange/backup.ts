import * as v from 'valibot';
import { type Bytes, toBase64url } from '../bytes';
import type { PasskeyRecord } from '../vault/record';
import {
  type BackupSecret,
  type EnvelopePorts,
  isBackupHeader,
  openBackup,
  sealBackup,
} from './backup-envelope';
import { decodeBase64 } from './base64';
import { ExchangeError } from './error';
import type { Format, Item, ToldPasskey, Written } from './format';
import { parseJsonBytes } from './json';
import { mapInTurns } from './map-in-turns';
import { isObject, textIn } from './shape';

const bytes = v.pipe(
  v.string(),
  v.transform((text) => decodeBase64(text)),
  v.custom<Bytes>((value) => value instanceof Uint8Array),
);
const whole = v.pipe(v.number(), v.safeInteger());

/**
 * One passkey in a backup; docs/backup-format.md names each member. Apart from the record's own schema, which may
 * change with each version of it: what a file of this version holds is for good.
 */
const entry = v.object({
  id: bytes,
  rpId: v.string(),
  userHandle: v.nullable(bytes),
  alg: whole,
  privateKey: bytes,
  discoverable: v.boolean(),
  backupEligible: v.boolean(),
  signCount: whole,
  rpName: v.string(),
  userName: v.string(),
  userDisplayName: v.string(),
  credProtect: v.picklist([1, 2, 3]),
  prf: v.nullable(v.object({ withUv: bytes, withoutUv: bytes })),
  credBlob: v.nullable(bytes),
  largeBlob: v.nullable(bytes),
  createdAt: whole,
  displayName: v.string(),
  note: v.string(),
  lastUsedAt: v.nullable(whole),
  lastUsedOrigin: v.nullable(v.string()),
  deletedAt: v.nullable(whole),
  hiddenAt: v.nullable(whole),
  carried: v.nullable(v.string()),
});

type Entry = v.InferInput<typeof entry>;

/** Every field of a record but what being in a backup tells: BS, and since when. A new one does not compile without its place. */
function entryOf(
  record: PasskeyRecord,
): Entry & Record<keyof Omit<PasskeyRecord, 'backedUp' | 'filedAt'>, unknown> {
  const { id, userHandle, privateKey, prf, credBlob, largeBlob, backedUp: _, filedAt: __, ...plain } = record;
  const orNull = (value: Bytes | null) => value && toBase64url(value);
  return {
    ...plain,
    id: toBase64url(id),
    userHandle: orNull(userHandle),
    privateKey: toBase64url(privateKey),
    prf: prf && { withUv: toBase64url(prf.withUv), withoutUv: toBase64url(prf.withoutUv) },
    credBlob: orNull(credBlob),
    largeBlob: orNull(largeBlob),
  };
}

/** An encrypted backup of all that is given, trash included; `settings` where the person wants them in it. */
export async function writeBackup(
  ports: EnvelopePorts,
  secret: BackupSecret,
  records: readonly PasskeyRecord[],
  settings: unknown = null,
): Promise<Written> {
  const content = { createdAt: ports.platform.now(), passkeys: records.map(entryOf), settings };
  return { bytes: await sealBackup(ports, secret, JSON.stringify(content)), left: [] };
}

/** Latchkey's own encrypted backup. */
export const backup: Format = {
  name: 'latchkey',
  async read(document, ports) {
    if (!('header' in document) || !isBackupHeader(document.header)) return null;
    const content = parseJsonBytes(await openBackup(ports, document, ports.secret));
    if (!isObject(content) || !Array.isArray(content.passkeys)) throw new ExchangeError('damaged');
    const items = await mapInTurns(content.passkeys, readEntry, ports.breathe);
    return { format: 'latchkey', items, others: 0, settings: content.settings ?? null };
  },
};

function readEntry(value: unknown): Item {
  const parsed = v.safeParse(entry, value);
  if (parsed.success) return { told: toldBy(parsed.output) };
  const members = isObject(value) ? value : {};
  const label = { rpId: textIn(members, 'rpId') ?? '', userName: textIn(members, 'userName') ?? '' };
  return { refused: 'fields-malformed', label };
}

function toldBy(parsed: v.InferOutput<typeof entry>): ToldPasskey {
  const { createdAt, lastUsedAt, lastUsedOrigin, deletedAt, hiddenAt, ...told } = parsed;
  return { ...told, atFirst: { createdAt, lastUsedAt, lastUsedOrigin, deletedAt, hiddenAt } };
}
