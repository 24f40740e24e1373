import * as v from 'valibot';
import type { Bytes } from '../bytes';
import { FORMAT } from './binding';
import { VaultError } from './error';
import { VAULT_ID_LENGTH } from './keys';
import { TAG_KEY_LENGTH } from './site-tag';

/** Bytes over a buffer of their own, as storage gives them back. */
export const bytes = v.custom<Bytes>((value) => value instanceof Uint8Array);
export const bytesOf = (length: number) =>
  v.pipe(
    bytes,
    v.check((value) => value.length === length),
  );
/** A count or version in a safe range. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const header = v.object({
  format: v.literal(FORMAT),
  id: bytesOf(VAULT_ID_LENGTH),
  /** 1 so far; sync has epochs of its own, for a vault's key never leaves its device. */
  epoch: v.pipe(count, v.minValue(1)),
  /** Key of the RP ID tags; null where the person turned them off. */
  tagKey: v.nullable(bytesOf(TAG_KEY_LENGTH)),
  /** Present where the PIN's slot is kept in memory, while the browser runs, and never on the disk. */
  pinKept: v.exactOptional(v.literal('session')),
});

/** What is known of a vault while it is locked. Nothing in it is secret. */
export type VaultHeader = v.InferOutput<typeof header>;

/** Throws version-too-new or damaged. */
export function readHeader(stored: unknown): VaultHeader {
  const version = v.safeParse(v.object({ format: count }), stored);
  if (version.success && version.output.format > FORMAT) throw new VaultError('version-too-new');
  const parsed = v.safeParse(header, stored);
  if (!parsed.success) throw new VaultError('damaged');
  return parsed.output;
}
