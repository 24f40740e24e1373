import { useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ways } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { PinField } from '../parts/pin-field';
import { PinNotice, useWait } from '../parts/pin-notice';
import { type PinTrouble, troubleAfter, troubleOf } from '../pin-trouble';
import { readVault, vault } from '../state';
import { text } from '../text';

/** The PIN, or why it opens nothing now. */
export function UnlockByPin({ ways }: { ways: Ways }) {
  const pin = useSignal('');
  const busy = useSignal(false);
  const tried = useSignal<PinTrouble | null>(null);
  const [untouched] = useState(() => troubleOf(vault.value?.pin ?? { attemptsLeft: 8, waitUntil: null }));
  const trouble = tried.value ?? untouched;
  const wait = useWait(trouble);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!busy.value) field.current?.focus();
  }, [busy.value]);

  async function unlock(): Promise<void> {
    if (busy.value || wait > 0 || pin.value === '') return field.current?.focus();
    busy.value = true;
    await attempt(async () => {
      const result = await ask({ type: 'vault-unlock', pin: pin.value });
      tried.value = troubleAfter(result);
      pin.value = '';
      if (result.result === 'ok' || result.result === 'blocked') await readVault();
    });
    busy.value = false;
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      {!trouble.blocked && (
        <PinField
          name="pin"
          label={text('pinToUnlock')}
          value={pin.value}
          input={(value) => {
            pin.value = value;
          }}
          describedBy="pin-notice"
          invalid={trouble.wrong}
          disabled={busy.value}
          field={field}
        />
      )}
      <PinNotice id="pin-notice" trouble={trouble} wait={wait} ways={ways} />
      {!trouble.blocked && (
        <BusyButton
          action="unlock"
          label="unlock"
          during="unlocking"
          busy={busy.value}
          disabled={wait > 0}
          kind="primary wide"
        />
      )}
    </form>
  );
}
