import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../ask';
import { attempt } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { Icon } from '../parts/icon';
import { readVault } from '../state';
import { text } from '../text';

/** Erases a vault that nothing opens any more, once asked again. */
export function StartOver() {
  const sure = useSignal(false);
  const busy = useSignal(false);
  const wasAsked = useRef(false);
  const next = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone.
  useEffect(() => {
    if (wasAsked.current) next.current?.focus();
    wasAsked.current = true;
  }, [sure.value]);

  async function erase(): Promise<void> {
    busy.value = true;
    await attempt(async () => {
      await ask({ type: 'vault-erase' });
      await readVault();
    });
    busy.value = false;
  }
  if (!sure.value) {
    return (
      <button
        type="button"
        class="danger wide"
        data-action="start-over"
        ref={next}
        onClick={() => {
          sure.value = true;
        }}
      >
        <Icon name="trash" />
        {text('startOver')}
      </button>
    );
  }
  return (
    <div class="notice careful" role="alert">
      <Icon name="warning" />
      <div>
        <p>{text('startOverSure')}</p>
        <div class="actions">
          <BusyButton
            action="erase-vault"
            label="startOverYes"
            during="working"
            kind="danger"
            busy={busy.value}
            act={() => void erase()}
          />
          <button
            type="button"
            data-action="cancel"
            ref={next}
            disabled={busy.value}
            onClick={() => {
              sure.value = false;
            }}
          >
            {text('cancel')}
          </button>
        </div>
      </div>
    </div>
  );
}
