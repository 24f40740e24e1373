import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type TextKey, text } from '../text';
import { BusyButton } from './busy-button';
import { Icon } from './icon';

type AskedAgainProps = {
  readonly opener: { readonly action: string; readonly label: TextKey; readonly kind: string };
  readonly question: TextKey;
  readonly yes: { readonly action: string; readonly label: TextKey };
  readonly act: () => Promise<void>;
};

/** A button for what nothing brings back: it asks once more first. */
export function AskedAgain({ opener, question, yes, act }: AskedAgainProps) {
  const sure = useSignal(false);
  const busy = useSignal(false);
  const wasShown = useRef(false);
  const next = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone.
  useEffect(() => {
    if (wasShown.current) next.current?.focus();
    wasShown.current = true;
  }, [sure.value]);

  async function go(): Promise<void> {
    busy.value = true;
    await act();
    busy.value = false;
    sure.value = false;
  }

  if (!sure.value) {
    return (
      <button
        type="button"
        class={opener.kind}
        data-action={opener.action}
        ref={next}
        onClick={() => {
          sure.value = true;
        }}
      >
        <Icon name="trash" />
        {text(opener.label)}
      </button>
    );
  }
  return (
    <div class="notice careful" role="alert">
      <Icon name="warning" />
      <div>
        <p>{text(question)}</p>
        <div class="actions">
          <BusyButton {...yes} during="working" kind="danger" busy={busy.value} act={() => void go()} />
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
