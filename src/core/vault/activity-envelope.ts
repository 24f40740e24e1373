import * as v from 'valibot';
import { type Bytes, fromBase64url, toBase64url } from '../bytes';
import type { Platform } from '../platform';
import { binding } from './binding';
import { VaultError } from './error';
import type { VaultKeys } from './keys';
import { pad, unpad } from './padding';
import { open, seal } from './seal';

const ACTIVITY_VERSION = 1;

const stored = v.object({ version: v.number(), epoch: v.number(), sealed: v.string() });

/** The activity log as it lies on the disk; JSON. */
export type SealedActivity = v.InferOutput<typeof stored>;

function bindingOf({ vaultId }: VaultKeys, epoch: number): Bytes {
  return binding('latchkey activity', ACTIVITY_VERSION, vaultId, epoch);
}

export async function sealActivity(
  platform: Platform,
  keys: VaultKeys,
  content: Uint8Array,
): Promise<SealedActivity> {
  const { epoch } = keys;
  const sealed = await seal(platform, await keys.activityKey(epoch), pad(content), bindingOf(keys, epoch));
  return { version: ACTIVITY_VERSION, epoch, sealed: toBase64url(sealed) };
}

/** Throws damaged, also where another vault or a newer version wrote it. */
export async function openActivity(platform: Platform, keys: VaultKeys, value: unknown): Promise<Bytes> {
  const parsed = v.safeParse(stored, value);
  if (!parsed.success || parsed.output.version !== ACTIVITY_VERSION) throw new VaultError('damaged');
  const { epoch, sealed } = parsed.output;
  const key = await keys.activityKey(epoch);
  return unpad(await open(platform, key, fromBase64url(sealed), bindingOf(keys, epoch)));
}
