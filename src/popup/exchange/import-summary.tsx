import { useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportItem, ImportSummary } from '../../messages/surface/exchange';
import { cleanText } from '../clean-text';
import { Icon } from '../parts/icon';
import { RowWindow } from '../parts/row-window';
import { SiteTile } from '../parts/site-tile';
import { type PluralKey, plural, type TextKey, text } from '../text';
import type { ImportModel } from './import-model';
import { formatNames, itemReason } from './reasons';

type Standing = ImportItem['standing'];

const counts = {
  new: 'importNew',
  different: 'importDifferent',
  same: 'importSame',
  refused: 'importRefused',
} satisfies Record<Standing, PluralKey>;
const STANDINGS = Object.keys(counts) as Standing[];
const words = {
  new: 'standingNew',
  different: 'standingDifferent',
  same: 'standingSame',
} satisfies Record<Exclude<Standing, 'refused'>, TextKey>;

type SummaryProps = {
  readonly model: ImportModel;
  readonly summary: ImportSummary;
  readonly trouble: string | undefined;
};

/** What a file holds and how each passkey stands to the vault, before anything is written. */
export function ImportSummaryView({ model, summary, trouble }: SummaryProps) {
  const take = useSignal<'held' | 'file'>('held');
  const notEligible = useSignal(false);
  const settings = useSignal(false);
  // What needs a look comes first.
  const [items] = useState(() => {
    const order: readonly Standing[] = ['refused', 'different', 'new', 'same'];
    return [...summary.items].sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
  });
  const counted = useRef<HTMLUListElement>(null);
  useEffect(() => counted.current?.focus(), []);
  const count = (standing: Standing) => summary.items.filter((item) => item.standing === standing).length;
  const writes = count('new') + (take.value === 'file' ? count('different') : 0) + (settings.value ? 1 : 0);
  return (
    <div class="import-summary" data-import-summary>
      <p class="hint">
        {text('importFrom', summary.formats.map((format) => formatNames[format]).join(', '))}{' '}
        {summary.others > 0 && plural('importOthers', summary.others)}
      </p>
      <ul class="counts" tabIndex={-1} ref={counted}>
        {STANDINGS.filter((standing) => count(standing) > 0).map((standing) => (
          <li key={standing} data-standing={standing} data-count={count(standing)}>
            {plural(counts[standing], count(standing))}
          </li>
        ))}
      </ul>
      {items.length > 0 && (
        <div class="import-items" style={{ blockSize: `${Math.min(items.length, 5) * 3.75}rem` }}>
          <RowWindow
            count={items.length}
            label={text('importItems')}
            about=""
            start={-1}
            keyOf={(index) => String(index)}
            row={(index) => {
              const item = items[index];
              return item ? <Row item={item} /> : null;
            }}
          />
        </div>
      )}
      {count('different') > 0 && (
        <Check
          name="take-file"
          label="importTakeFile"
          checked={take.value === 'file'}
          turn={(on) => {
            take.value = on ? 'file' : 'held';
          }}
        />
      )}
      {summary.eligibilityUnknown > 0 && summary.formats.includes('keepassxc') && (
        <Check
          name="not-eligible"
          label="importNotEligible"
          checked={notEligible.value}
          turn={(on) => {
            notEligible.value = on;
          }}
        />
      )}
      {summary.hasSettings && (
        <Check
          name="with-settings"
          label="importSettings"
          checked={settings.value}
          turn={(on) => {
            settings.value = on;
          }}
        />
      )}
      {trouble && (
        <p class="notice bad" role="alert">
          <Icon name="warning" />
          <span>{trouble}</span>
        </p>
      )}
      <div class="actions">
        <button
          type="button"
          class="primary"
          data-action="import"
          disabled={writes === 0}
          onClick={() =>
            model.write({ take: take.value, notEligible: notEligible.value, settings: settings.value })
          }
        >
          {writes === 0 ? text('importNothing') : text('importGo')}
        </button>
        <button type="button" class="quiet" data-action="cancel" onClick={model.cancel}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}

function Check(props: { name: string; label: TextKey; checked: boolean; turn: (on: boolean) => void }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        name={props.name}
        checked={props.checked}
        onChange={({ currentTarget }) => props.turn(currentTarget.checked)}
      />
      {text(props.label)}
    </label>
  );
}

function Row({ item }: { item: ImportItem }) {
  const { label, standing, reason } = item;
  const name = cleanText(label.userName) || text('accountNameless');
  return (
    <div class={`row import-row ${standing}`}>
      <SiteTile rpId={cleanText(label.rpId)} />
      <span class="words">
        <bdi class="first">{cleanText(label.rpId) || '–'}</bdi>
        <bdi class="second">{name}</bdi>
      </span>
      <span class="hint">
        {standing === 'refused' ? itemReason(reason ?? 'fields-malformed') : text(words[standing])}
      </span>
    </div>
  );
}
