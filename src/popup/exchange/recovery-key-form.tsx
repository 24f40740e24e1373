import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { BusyButton } from '../parts/busy-button';
import { RecoveryField } from '../parts/recovery-field';
import { type ProvenAct, useProving } from '../proving';
import { text } from '../text';

/** The recovery key, which will open the backup and says here that it is still at hand. */
export function RecoveryKeyForm(props: { act: ProvenAct; done: () => void; cancel: () => void }) {
  const { act, done, cancel } = props;
  const typed = useSignal('');
  const proving = useProving();
  const field = useRef<HTMLInputElement>(null);

  async function submit(): Promise<void> {
    if (typed.value === '') return field.current?.focus();
    if (await proving.by({ by: 'recovery-key', recoveryKey: typed.value }, act)) done();
    else field.current?.focus();
  }

  return (
    <form
      class="proof-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <RecoveryField
        typed={typed}
        disabled={proving.busy.value}
        failure={proving.failure.value}
        field={field}
      />
      <div class="actions">
        <BusyButton action="export" label="export" during="exporting" busy={proving.busy.value} />
        <button
          type="button"
          class="quiet"
          data-action="cancel"
          disabled={proving.busy.value}
          onClick={cancel}
        >
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}
