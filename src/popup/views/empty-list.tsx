import { Icon } from '../parts/icon';
import { text } from '../text';

/** No passkey yet: what to do to have the first. */
export function EmptyList() {
  return (
    <div class="empty">
      <span class="seal">
        <Icon name="key" />
      </span>
      <h2>{text('emptyTitle')}</h2>
      <ol>
        <li>{text('emptyStep1')}</li>
        <li>{text('emptyStep2')}</li>
        <li>{text('emptyStep3')}</li>
      </ol>
    </div>
  );
}
