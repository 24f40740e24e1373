import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { RecoveryResult } from '../../messages/surface-background';
import { attempt } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { RecoveryField } from '../parts/recovery-field';
import { type TextKey, text } from '../text';
import { keyFailureText, reasonText } from './sync-text';

type KeyFormProps = {
  readonly action: string;
  readonly label: TextKey;
  readonly kind?: string;
  readonly act: (recoveryKey: string) => Promise<RecoveryResult>;
  readonly done: () => void;
  readonly cancel?: () => void;
};

/** Something that takes the recovery key. */
export function KeyForm({ action, label, kind = 'primary', act, done, cancel }: KeyFormProps) {
  const key = useSignal('');
  const busy = useSignal(false);
  const result = useSignal<RecoveryResult | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function submit(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    await attempt(async () => {
      result.value = await act(key.value);
      if (result.value.result === 'ok') done();
    });
    busy.value = false;
  }

  const failed = result.value;
  return (
    <form
      class="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <RecoveryField
        typed={key}
        disabled={busy.value}
        failure={failed ? keyFailureText(failed.result) : ''}
        field={field}
      />
      {failed?.result === 'failed' && (
        <p class="hint bad" role="alert">
          {reasonText(failed.reason)}
        </p>
      )}
      {failed?.result === 'not-allowed' && (
        <p class="hint bad" role="alert">
          {text('syncForbidden')}
        </p>
      )}
      <div class="question-actions">
        {cancel && (
          <button type="button" data-action="cancel" onClick={cancel}>
            {text('cancel')}
          </button>
        )}
        <BusyButton
          {...{ action, label, kind }}
          during="working"
          busy={busy.value}
          disabled={key.value.trim() === ''}
        />
      </div>
    </form>
  );
}
