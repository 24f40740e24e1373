import { openPage } from '../open-page';
import { addressOf, go } from '../route';
import { vault } from '../state';
import { isToolbarPopup } from '../surface';
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
          <button type="button" data-action="see-damaged" onClick={toDamaged}>
            {text('damageSee')}
          </button>
        </div>
      </div>
    </aside>
  );
}

function toDamaged(): void {
  const to = { view: 'trash' } as const;
  if (isToolbarPopup()) void openPage('manager.html', addressOf(to));
  else go(to);
}
