import type { Damage, DamagedPasskey } from '../../messages/surface-background';
import { ask } from '../ask';
import { cleanText } from '../clean-text';
import { saveFile } from '../exchange/save-file';
import { attempt, tell } from '../notice';
import { AskedAgain } from '../parts/asked-again';
import { Icon } from '../parts/icon';
import { type TextKey, text } from '../text';

type DamagedListProps = { readonly damaged: readonly DamagedPasskey[]; readonly read: () => Promise<void> };

const words: Record<Damage, TextKey> = {
  unreadable: 'damageUnreadable',
  'old-revision': 'damageOld',
  missing: 'damageMissing',
  unlisted: 'damageUnlisted',
  'tag-changed': 'damageTag',
  'version-too-new': 'damageNewer',
};

/** What can still be opened may be taken as it is found; the rest waits for repair. */
function canAccept(damage: Damage): boolean {
  return damage !== 'unreadable' && damage !== 'missing' && damage !== 'version-too-new';
}

/** Records that are not as they were written: kept, explained, and the person decides. */
export function DamagedList({ damaged, read }: DamagedListProps) {
  async function act(type: 'damaged-accept' | 'damaged-discard', record: string): Promise<void> {
    await attempt(async () => {
      await ask({ type, records: [record] });
      await read();
    });
  }

  async function save(): Promise<void> {
    await attempt(async () => {
      const file = await ask({ type: 'damaged-export', records: damaged.map(({ record }) => record) });
      saveFile('latchkey-damaged.json', file, 'application/json');
      tell(text('damageSaved'));
    });
  }

  return (
    <section class="damaged" aria-labelledby="damaged-title">
      <h2 id="damaged-title">
        <Icon name="warning" />
        {text('damageTitle')}
      </h2>
      <p class="hint">{text('damageHint')}</p>
      <ul class="card trash-list">
        {damaged.map(({ record, damage, summary }) => (
          <li key={record} class="row" data-damaged={record} data-damage={damage}>
            <span class="words">
              <span class="first">{summary?.rpId ?? text('damageUnknown')}</span>
              <span class="second">
                {summary && <bdi>{cleanText(summary.userName) || text('accountNameless')}</bdi>}
              </span>
              <span class="hint">{text(words[damage])}</span>
            </span>
            {canAccept(damage) && (
              <button type="button" data-action="accept" onClick={() => void act('damaged-accept', record)}>
                {text('damageAccept')}
              </button>
            )}
            {damage !== 'version-too-new' && (
              <AskedAgain
                opener={{ action: 'discard', label: 'damageDiscard', kind: 'danger' }}
                question="damageSure"
                yes={{ action: 'discard-for-good', label: 'damageDiscard' }}
                act={() => act('damaged-discard', record)}
              />
            )}
          </li>
        ))}
      </ul>
      <button type="button" data-action="export-damaged" onClick={() => void save()}>
        <Icon name="open" />
        {text('damageExport')}
      </button>
    </section>
  );
}
