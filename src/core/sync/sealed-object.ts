import type { Bytes } from '../bytes';
import type { Platform } from '../platform';
import { binding } from '../vault/binding';
import { pad, unpad } from '../vault/padding';
import { open, seal } from '../vault/seal';
import type { EpochKeys } from './epoch-keys';
import { SyncError } from './error';
import type { ObjectName } from './remote';

/** The version of the format at the remote (docs/sync-format.md). */
export const SYNC_FORMAT = 1;

type Kind = 'manifest' | 'segment';

/** Bound to its name, so that an object moved to another place is no object. */
function objectBinding({ group }: EpochKeys, kind: Kind, name: ObjectName): Bytes {
  return binding('latchkey sync', SYNC_FORMAT, group.id, group.epoch, kind, name);
}

export async function sealObject(
  platform: Platform,
  keys: EpochKeys,
  kind: Kind,
  name: ObjectName,
  content: Bytes,
): Promise<Bytes> {
  return seal(platform, await keys.objectKey(name), pad(content), objectBinding(keys, kind, name));
}

/** Throws damaged. */
export async function openObject(
  platform: Platform,
  keys: EpochKeys,
  kind: Kind,
  name: ObjectName,
  sealed: Bytes,
): Promise<Bytes> {
  try {
    const key = await keys.objectKey(name);
    return unpad(await open(platform, key, sealed, objectBinding(keys, kind, name)));
  } catch (cause) {
    throw new SyncError('damaged', { cause });
  }
}
