import type { PasskeySummary } from '../../messages/surface-background';
import { deletePasskeys } from '../deletion';
import { chooseOrder, ORDERS, type Order, order } from '../order';
import { Icon } from '../parts/icon';
import { addressOf } from '../route';
import { plural, type TextKey, text } from '../text';
import { clearSelected, selectAll, selected } from './selection';

const orderTexts: Record<Order, TextKey> = {
  site: 'orderSite',
  used: 'orderUsed',
  created: 'orderCreated',
};

/** Above the rows: how many there are, and what can be done with those selected. */
export function SelectionBar({ rows, count }: { rows: readonly PasskeySummary[]; count: string }) {
  const chosen = selected.value.size;
  const all = rows.length > 0 && rows.every(({ id }) => selected.value.has(id));
  return (
    <div class="bar">
      <span class="count" aria-live="polite">
        {chosen > 0 ? plural('selected', chosen) : count}
      </span>
      {chosen === 0 && (
        <select
          name="order"
          class="order"
          aria-label={text('order')}
          value={order.value}
          onChange={({ currentTarget }) => {
            const by = ORDERS.find((one) => one === currentTarget.value);
            if (by) chooseOrder(by);
          }}
        >
          {ORDERS.map((one) => (
            <option key={one} value={one}>
              {text(orderTexts[one])}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        class="quiet"
        data-action="select-all"
        aria-pressed={all}
        onClick={() => (all ? clearSelected() : selectAll(rows))}
      >
        {text(all ? 'selectNone' : 'selectAll')}
      </button>
      {chosen > 0 && (
        <a
          class="button quiet"
          href={addressOf({ view: 'exchange', id: null })}
          aria-label={text('export')}
          title={text('export')}
        >
          <Icon name="exchange" />
        </a>
      )}
      {chosen > 0 && (
        <button
          type="button"
          class="danger"
          data-action="delete"
          aria-label={text('delete')}
          title={text('delete')}
          onClick={() => {
            const ids = [...selected.value];
            clearSelected();
            void deletePasskeys(ids);
          }}
        >
          <Icon name="trash" />
        </button>
      )}
    </div>
  );
}
