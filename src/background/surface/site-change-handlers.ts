import type { SiteChangeResults } from '../../messages/surface/site-changes';
import type { HandlersFor } from '../router';
import type { SiteChanges } from '../site-changes/site-changes';

export function siteChangeHandlers(changes: SiteChanges): HandlersFor<SiteChangeResults> {
  return {
    'site-changes-list': () => changes.list(),
    'site-changes-undo': async ({ id }) => {
      await changes.undo(id);
      return null;
    },
    'site-changes-dismiss': async ({ ids }) => {
      await changes.dismiss(ids);
      return null;
    },
  };
}
