import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { shownPasskeys } from '../deletion';
import { order } from '../order';
import { Icon } from '../parts/icon';
import { PasskeyRow } from '../parts/passkey-row';
import { RowWindow } from '../parts/row-window';
import { lastOpened, route } from '../route';
import { search, sorted } from '../search';
import { site } from '../site';
import { listLatestPasskeys, listPasskeys, passkeysToCome } from '../state';
import { plural, text } from '../text';
import { EmptyList } from './empty-list';
import { clearSelected, selected, toggleSelected } from './selection';
import { SelectionBar } from './selection-bar';

/** Search over all passkeys and the rows found. `several`: rows can be selected. */
export function PasskeyList({ several = false }: { several?: boolean }) {
  // The popup shows those used last first; the full page's order needs them all.
  useEffect(() => (several ? listPasskeys() : listLatestPasskeys(site.peek()?.host ?? null)), [several]);
  if (shownPasskeys.value === null) return <p class="loading" aria-busy="true" />;
  return shownPasskeys.value.length === 0 ? <EmptyList /> : <SearchList several={several} />;
}

function SearchList({ several }: { several: boolean }) {
  const query = useSignal('');
  // The popup is for what was used of late; the full page is for order.
  const by = useComputed(() => (several ? order.value : 'used'));
  const all = useComputed(() => sorted(shownPasskeys.value ?? [], by.value));
  const found = useComputed(() => search(all.value, query.value));
  const field = useRef<HTMLInputElement>(null);
  const [now] = useState(() => Date.now());
  const open = route.value.view === 'credential' ? route.value.id : null;
  // Coming back from a passkey, one is where one was; else one can search at once.
  const [start] = useState(() => all.value.findIndex(({ id }) => id === lastOpened()));

  useEffect(() => {
    if (start < 0) field.current?.focus({ preventScroll: true });
  }, [start]);

  const rows = found.value;
  const toCome = passkeysToCome.value;
  const isSearching = query.value !== '' && toCome !== null;
  const shown = query.value ? plural('found', rows.length) : plural('passkeys', toCome ?? rows.length);
  return (
    <>
      <div class="search">
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          name="search"
          aria-label={text('search')}
          placeholder={text('search')}
          autocomplete="off"
          spellcheck={false}
          value={query.value}
          onInput={(event) => {
            query.value = event.currentTarget.value;
            // What is no longer seen must not be deleted by a press on what is.
            clearSelected();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            document.querySelector<HTMLElement>('.rows a[tabindex="0"]')?.focus();
          }}
        />
      </div>
      {several ? (
        <SelectionBar rows={rows} count={shown} />
      ) : (
        <p class="count" aria-live="polite">
          {isSearching ? '' : shown}
        </p>
      )}
      {rows.length === 0 && !isSearching && <p class="none-found">{text('foundNone')}</p>}
      <RowWindow
        count={rows.length}
        label={text('passkeysLabel')}
        about={`${by.value} ${query.value}`}
        start={start}
        keyOf={(index) => rows[index]?.id ?? ''}
        row={(index, isActive) => {
          const passkey = rows[index];
          if (!passkey) return null;
          const under = by.value === 'site' && rows[index - 1]?.rpId === passkey.rpId;
          const choice = several
            ? {
                chosen: selected.value.has(passkey.id),
                toggle: (extend: boolean) => toggleSelected(passkey.id, extend, rows),
              }
            : undefined;
          return (
            <PasskeyRow
              passkey={passkey}
              now={now}
              isActive={isActive}
              isOpen={passkey.id === open}
              under={under}
              created={by.value === 'created'}
              choice={choice}
            />
          );
        }}
      />
    </>
  );
}
