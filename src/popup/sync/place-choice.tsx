import type { Signal } from '@preact/signals';
import { type TextKey, text } from '../text';

const places = [
  { place: 'browser', label: 'syncBrowser', hint: 'syncBrowserHint' },
  { place: 'webdav', label: 'syncWebdav', hint: 'syncWebdavHint' },
] as const satisfies readonly { place: string; label: TextKey; hint: TextKey }[];

/** Where to sync to. */
export function PlaceChoice({
  place,
  disabled,
}: {
  readonly place: Signal<'browser' | 'webdav'>;
  readonly disabled: boolean;
}) {
  return (
    <fieldset class="place-choice">
      <legend>{text('syncWhere')}</legend>
      {places.map((one) => (
        <label key={one.place}>
          <input
            type="radio"
            name="place"
            value={one.place}
            checked={place.value === one.place}
            disabled={disabled}
            aria-describedby={`place-${one.place}`}
            onChange={() => {
              place.value = one.place;
            }}
          />
          <span>
            <strong>{text(one.label)}</strong>
            <span id={`place-${one.place}`} class="hint">
              {text(one.hint)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
