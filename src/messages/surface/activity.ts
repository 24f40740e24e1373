/** The log of what happened of late. */
import * as v from 'valibot';
import type { ActivityEntry } from '../../core/activity/entry';

export type { ActivityEntry, ActivityReason } from '../../core/activity/entry';

export const activityRequests = [
  /** Newest last; only while unlocked. */
  v.object({ type: v.literal('activity-list') }),
  v.object({ type: v.literal('activity-clear') }),
] as const;

export type ActivityResults = {
  'activity-list': readonly ActivityEntry[];
  'activity-clear': null;
};
