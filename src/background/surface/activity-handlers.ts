import type { ActivityResults } from '../../messages/surface/activity';
import type { Activity } from '../activity/activity';
import type { HandlersFor } from '../router';

export function activityHandlers(activity: Activity): HandlersFor<ActivityResults> {
  return {
    'activity-list': () => activity.list(),
    'activity-clear': async () => {
      await activity.clear();
      return null;
    },
  };
}
