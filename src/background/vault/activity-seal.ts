import type { Bytes } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { openActivity, type SealedActivity, sealActivity } from '../../core/vault/activity-envelope';
import { activityInbox, openNote, sealNote } from '../../core/vault/activity-inbox';
import type { Unlocking } from './unlocked';

/** Seals the activity log under this vault's key. All but `sealNote` throw locked, or no-vault. */
export type ActivitySeal = {
  sealActivity(content: Uint8Array): Promise<SealedActivity>;
  /** Throws damaged. */
  openActivity(value: unknown): Promise<Bytes>;
  /** What notes are sealed to. */
  activityInbox(): Promise<Bytes>;
  /** Needs no open vault; only the open vault reads it again. */
  sealNote(inbox: Bytes, content: Uint8Array): Promise<Bytes>;
  /** Throws damaged, also where the note is another vault's. */
  openNote(note: Uint8Array): Promise<Bytes>;
};

export function activitySeal(ports: {
  readonly platform: Platform;
  readonly unlocked: Unlocking;
}): ActivitySeal {
  const { platform, unlocked } = ports;
  return {
    sealActivity: async (content) => sealActivity(platform, (await unlocked()).keys, content),
    openActivity: async (value) => openActivity(platform, (await unlocked()).keys, value),
    activityInbox: async () => activityInbox((await unlocked()).keys),
    sealNote: (inbox, content) => sealNote(platform, inbox, content),
    openNote: async (note) => openNote(platform, (await unlocked()).keys, note),
  };
}
