import { goInFull } from '../open-page';
import { vault } from '../state';
import { plural, text } from '../text';
import { Icon } from './icon';

/** Above a list: that passkeys are damaged, which the list itself may not show, and where to go. */
export function DamageNotice() {
  const count = vault.value?.damaged ?? 0;
  if (count === 0) return null;
  return (
    <aside class="notice careful reminder" data-damaged-count={count}>
      <Icon name="warning" />
      <div>
        <p>{plural('damageNotice', count)}</p>
        <div class="reminder-actions">
          <button type="button" data-action="see-damaged" onClick={() => void goInFull({ view: 'trash' })}>
            {text('damageSee')}
          </button>
        </div>
      </div>
    </aside>
  );
}
