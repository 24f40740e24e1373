import type { PromptView } from '../../messages/surface-background';
import { cleanText } from '../clean-text';
import { hostParts, isRelated } from '../host-parts';
import { Icon } from '../parts/icon';
import { SiteTile } from '../parts/site-tile';
import { text } from '../text';
import { SiteName } from './site-name';

const LONGEST_NAME = 48;

/** Who asks, and what for. The site's own name for itself stands small: only the host is proven. */
export function Asker({ view }: { view: PromptView }) {
  const { origin, topOrigin, rpId } = view;
  const site = view.registrableDomain ?? rpId;
  const calledName = cleanText(view.rpName, LONGEST_NAME);
  const hostName = hostParts(origin, site);
  return (
    <header class="asker">
      <SiteTile rpId={rpId} large />
      <h1 id="prompt-title">
        <span>{text(view.ceremony === 'create' ? 'promptCreate' : 'promptGet')}</span>
        <SiteName origin={origin} site={site} />
      </h1>
      {calledName && calledName.toLowerCase() !== hostName.site && <p class="called">{calledName}</p>}
      {isRelated(origin, rpId) && <p class="hint">{text('promptRelated', rpId)}</p>}
      {topOrigin !== null && (
        <p class="hint">
          {text('promptFrame')} <SiteName origin={topOrigin} site="" />
        </p>
      )}
      {hostName.punycode && (
        <p class="notice careful">
          <Icon name="warning" />
          <span>{text('promptPunycode')}</span>
        </p>
      )}
    </header>
  );
}
