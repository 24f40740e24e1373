import type { SiteChange } from '../../messages/surface-background';
import { cleanText } from '../clean-text';
import { dismissSiteChange, siteChanges, undoSiteChange } from '../site-changes';
import { type TextKey, text } from '../text';
import { Icon } from './icon';

const sentences = {
  added: 'changeAdded',
  hidden: 'changeHidden',
  shown: 'changeShown',
  renamed: 'changeRenamed',
} satisfies Record<SiteChange['what'], TextKey>;

/** What sites changed without asking: each can be taken back. */
export function SiteChanges() {
  const all = siteChanges.value;
  if (all.length === 0) return null;
  return (
    <section class="site-changes" aria-label={text('changesLabel')}>
      <ul>
        {all.map(({ id, what, passkey }) => (
          <li key={id} class="notice" data-change={what} data-rp-id={passkey.rpId}>
            <span class="words">
              {text(sentences[what], passkey.rpId, cleanText(passkey.userName) || text('accountNameless'))}
            </span>
            <button
              type="button"
              class="quiet"
              data-action="undo-change"
              onClick={() => void undoSiteChange(id)}
            >
              {text('undo')}
            </button>
            <button
              type="button"
              class="quiet round"
              data-action="dismiss-change"
              aria-label={text('close')}
              onClick={() => void dismissSiteChange(id)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
