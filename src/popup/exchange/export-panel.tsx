import { useSignal } from '@preact/signals';
import type { ExportKind, ItemLabel } from '../../messages/surface/exchange';
import type { Proof } from '../../messages/surface-background';
import { cleanText } from '../clean-text';
import { tell } from '../notice';
import { Icon } from '../parts/icon';
import { ProofForm } from '../parts/proof-form';
import { go } from '../route';
import { vault } from '../state';
import { plural, type TextKey, text } from '../text';
import { clearSelected, selected } from '../views/selection';
import { type ExportEnd, exportFile } from './export-model';
import { PassphraseFields, usePassphrase } from './passphrase-fields';
import { RecoveryKeyForm } from './recovery-key-form';

const kinds = {
  backup: { label: 'exportBackup', hint: 'exportBackupHint' },
  cxf: { label: 'exportCxf', hint: 'exportCxfHint' },
  'cxf-zip': { label: 'exportCxfZip', hint: 'exportCxfHint' },
  csv: { label: 'exportCsv', hint: 'exportCsvHint' },
} satisfies Record<ExportKind, { readonly label: TextKey; readonly hint: TextKey }>;
const KINDS = Object.keys(kinds) as ExportKind[];

/** Out: what to write, for whom it is readable, and who asks. */
export function ExportPanel({ only }: { only: string | null }) {
  const kind = useSignal<ExportKind>('backup');
  const byRecoveryKey = useSignal(false);
  const settings = useSignal(true);
  const left = useSignal<readonly ItemLabel[]>([]);
  const passphrase = usePassphrase();
  const ids = only === null ? (selected.value.size > 0 ? [...selected.value] : null) : [only];
  const isBackup = kind.value === 'backup';
  const isPlain = kind.value === 'cxf' || kind.value === 'cxf-zip';
  const forKey = isBackup && byRecoveryKey.value;

  async function act(proof: Proof): Promise<ExportEnd> {
    const end = await exportFile(
      {
        kind: kind.value,
        ids,
        settings: isBackup && settings.value,
        passphrase: isBackup && !forKey ? passphrase.typed.value : null,
      },
      proof,
    );
    if ('count' in end) {
      left.value = end.left;
      tell(plural('exported', end.count));
    }
    return end;
  }

  function done(): void {
    passphrase.forget();
    clearSelected();
    if (left.value.length === 0) go(only === null ? { view: 'list' } : { view: 'credential', id: only });
  }

  const cancel = () => go(only === null ? { view: 'list' } : { view: 'credential', id: only });
  return (
    <section class="settings-section" aria-labelledby="export-title">
      <h2 id="export-title">{text('exportTitle')}</h2>
      <div class="card exchange-card">
        <p class="hint">{ids === null ? text('exportAll') : plural('exportSome', ids.length)}</p>
        <fieldset class="kinds">
          <legend class="unseen">{text('exportKind')}</legend>
          {KINDS.map((each) => (
            <label key={each} class="kind">
              <input
                type="radio"
                name="kind"
                value={each}
                checked={kind.value === each}
                onChange={() => {
                  kind.value = each;
                  left.value = [];
                }}
              />
              <span>
                <strong>{text(kinds[each].label)}</strong>
                <span class="hint">{text(kinds[each].hint)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {isPlain && (
          <p class="notice careful">
            <Icon name="warning" />
            <span>{text('exportPlainWarning')}</span>
          </p>
        )}
        {isBackup && (
          <label class="check">
            <input
              type="checkbox"
              name="with-settings"
              checked={settings.value}
              onChange={({ currentTarget }) => {
                settings.value = currentTarget.checked;
              }}
            />
            {text('exportSettings')}
          </label>
        )}
        {isBackup && vault.value?.ways.recoveryKey && (
          <label class="check">
            <input
              type="checkbox"
              name="for-recovery-key"
              checked={byRecoveryKey.value}
              onChange={({ currentTarget }) => {
                byRecoveryKey.value = currentTarget.checked;
              }}
            />
            {text('exportForRecoveryKey')}
          </label>
        )}
        {forKey ? (
          <RecoveryKeyForm act={act} done={done} cancel={cancel} />
        ) : (
          <>
            {isBackup && <PassphraseFields passphrase={passphrase} />}
            <ProofForm
              key={kind.value}
              action="export"
              label="export"
              during="exporting"
              check={() => !isBackup || passphrase.check()}
              act={act}
              done={done}
              cancel={cancel}
              hasFocus={false}
            />
          </>
        )}
        {left.value.length > 0 && <LeftBehind labels={left.value} />}
      </div>
    </section>
  );
}

/** Passkeys that count their signatures have no place in CXF; whoever leaves should know. */
function LeftBehind({ labels }: { labels: readonly ItemLabel[] }) {
  return (
    <div class="notice careful" role="status" data-left-behind>
      <Icon name="warning" />
      <div>
        <p>{plural('exportLeft', labels.length)}</p>
        <ul>
          {labels.slice(0, 20).map(({ rpId, userName }) => (
            <li key={`${rpId} ${userName}`}>
              <bdi>{rpId}</bdi> · <bdi>{cleanText(userName) || text('accountNameless')}</bdi>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
