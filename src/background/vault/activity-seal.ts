import type { Bytes } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { openActivity, type SealedActivity, sealActivity } from '../../core/vault/activity-envelope';
import type { Unlocking } from './unlocked';

/** Seals the activity log under this vault's key. Both throw locked, or no-vault. */
export type ActivitySeal = {
  sealActivity(content: Uint8Array): Promise<SealedActivity>;
  /** Throws damaged. */
  openActivity(value: unknown): Promise<Bytes>;
};

export function activitySeal(ports: {
  readonly platform: Platform;
  readonly unlocked: Unlocking;
}): ActivitySeal {
  const { platform, unlocked } = ports;
  return {
    sealActivity: async (content) => sealActivity(platform, (await unlocked()).keys, content),
    openActivity: async (value) => openActivity(platform, (await unlocked()).keys, value),
  };
}
