import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { FieldHint } from '../parts/field-hint';
import { Icon } from '../parts/icon';
import { RecoveryField } from '../parts/recovery-field';
import { go } from '../route';
import { plural, text } from '../text';
import type { ImportModel, ImportStep } from './import-model';
import { ImportSummaryView } from './import-summary';
import { PassphraseField } from './passphrase-field';

const ACCEPTED = '.latchkey,.json,.cxf,.zip,.passkey,.xml';

/** In: a file, what is in it, and the decision. */
export function ImportPanel({ model }: { model: ImportModel }) {
  const now = model.now.value;
  return (
    <section class="settings-section" aria-labelledby="import-title">
      <h2 id="import-title">{text('importTitle')}</h2>
      <div class="card exchange-card" aria-live="polite">
        {now.step === 'choose' && <Choose model={model} trouble={now.trouble} />}
        {now.step === 'working' && <Working now={now} cancel={model.cancel} />}
        {now.step === 'secret' && <Secret model={model} now={now} />}
        {now.step === 'decide' && (
          <ImportSummaryView model={model} summary={now.summary} trouble={now.trouble} />
        )}
        {now.step === 'done' && <Done model={model} now={now} />}
      </div>
    </section>
  );
}

function Choose({ model, trouble }: { model: ImportModel; trouble: string | undefined }) {
  const alert = useRef<HTMLParagraphElement>(null);
  // This panel has been alone on the page, and stands below another now.
  useEffect(() => alert.current?.scrollIntoView({ block: 'center' }), [trouble]);
  return (
    <>
      <p class="hint">{text('importHint')}</p>
      {trouble && (
        <p class="notice bad" role="alert" ref={alert}>
          <Icon name="warning" />
          <span>{trouble}</span>
        </p>
      )}
      <div class="field">
        <label for="file">{text('importFile')}</label>
        <input
          id="file"
          name="file"
          type="file"
          multiple
          accept={ACCEPTED}
          onChange={({ currentTarget }) => void model.choose([...(currentTarget.files ?? [])])}
        />
      </div>
    </>
  );
}

type Step<Name extends ImportStep['step']> = Extract<ImportStep, { step: Name }>;

function Working({ now, cancel }: { now: Step<'working'>; cancel: () => void }) {
  const label = text(now.what === 'checking' ? 'importChecking' : 'importWriting');
  const isCounted = now.what === 'checking' && now.total > 0;
  return (
    <div class="working">
      <label for="import-progress">{label}</label>
      {isCounted ? (
        <progress id="import-progress" value={now.done} max={now.total} />
      ) : (
        <progress id="import-progress" />
      )}
      <button type="button" class="quiet" data-action="cancel" onClick={cancel}>
        {text('cancel')}
      </button>
    </div>
  );
}

function Secret({ model, now }: { model: ImportModel; now: Step<'secret'> }) {
  const typed = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      class="proof-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.value === '') return field.current?.focus();
        model.open(typed.value);
      }}
    >
      {now.kind === 'passphrase' ? (
        <>
          <PassphraseField
            name="passphrase"
            label="filePassphrase"
            typed={typed}
            describedBy="secret-hint"
            invalid={now.trouble !== null}
            field={field}
          />
          <FieldHint id="secret-hint" failure={now.trouble ?? ''} />
        </>
      ) : (
        <RecoveryField typed={typed} disabled={false} failure={now.trouble ?? ''} field={field} />
      )}
      <div class="actions">
        <button type="submit" class="primary" data-action="open-file">
          {text('fileOpen')}
        </button>
        <button type="button" class="quiet" data-action="cancel" onClick={model.cancel}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}

function Done({ model, now }: { model: ImportModel; now: Step<'done'> }) {
  return (
    <div class="done" role="status" data-imported={now.added + now.changed}>
      <p>
        <Icon name="check" />
        {plural('imported', now.added)} {now.changed > 0 && plural('importChanged', now.changed)}
      </p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => go({ view: 'list' })}>
          {text('importSee')}
        </button>
        <button type="button" class="quiet" onClick={model.cancel}>
          {text('importMore')}
        </button>
      </div>
    </div>
  );
}
