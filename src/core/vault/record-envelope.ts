import * as v from 'valibot';
import type { Platform } from '../platform';
import { binding } from './binding';
import { VaultError } from './error';
import { bytes, count } from './header';
import type { RecordId, VaultKeys } from './keys';
import { pad, unpad } from './padding';
import type { PasskeyRecord } from './record';
import { encodeRecord } from './record-fields';
import { RECORD_VERSION, readRecord } from './record-versions';
import { open, seal } from './seal';

const envelope = v.object({
  id: v.string(),
  /** Version of the content's schema. */
  version: v.pipe(count, v.minValue(1)),
  epoch: v.pipe(count, v.minValue(1)),
  /** 1 when made, one more with each change. */
  revision: v.pipe(count, v.minValue(1)),
  /** 16 bits of the RP ID for the locked state; absent in the trash and where tags are off. */
  tag: v.exactOptional(v.pipe(count, v.maxValue(0xffff))),
  sealed: bytes,
});

/** One passkey as it lies in storage. All but `sealed` is readable by anyone, and bound to it but for `tag`. */
export type RecordEnvelope = v.InferOutput<typeof envelope>;

/** A record with the place and revision it was read from. */
export type OpenedRecord = {
  readonly id: RecordId;
  readonly revision: number;
  readonly record: PasskeyRecord;
};

type Terms = Omit<RecordEnvelope, 'sealed' | 'tag'>;

function recordBinding(keys: VaultKeys, { id, version, epoch, revision }: Terms) {
  return binding('latchkey record', version, keys.vaultId, epoch, 'passkey', id, revision);
}

export async function sealRecord(
  platform: Platform,
  keys: VaultKeys,
  { id, revision, record }: OpenedRecord,
  tag: number | null,
): Promise<RecordEnvelope> {
  const terms = { id, version: RECORD_VERSION, epoch: keys.epoch, revision };
  const key = await keys.recordKey(terms.epoch, id);
  const sealed = await seal(platform, key, pad(encodeRecord(record)), recordBinding(keys, terms));
  return { ...terms, ...(tag === null ? {} : { tag }), sealed };
}

/**
 * Opens an envelope. Throws damaged where it was changed, moved to another place or given another revision, and
 * version-too-new for a record of a later Latchkey.
 */
export async function openRecord(
  platform: Platform,
  keys: VaultKeys,
  stored: unknown,
): Promise<OpenedRecord> {
  const parsed = v.safeParse(envelope, stored);
  if (!parsed.success) throw new VaultError('damaged');
  const { sealed, tag, ...terms } = parsed.output;
  if (terms.version > RECORD_VERSION) throw new VaultError('version-too-new');
  const key = await keys.recordKey(terms.epoch, terms.id);
  const content = unpad(await open(platform, key, sealed, recordBinding(keys, terms)));
  const record = readRecord(terms.version, content);
  return { id: terms.id, revision: terms.revision, record };
}
