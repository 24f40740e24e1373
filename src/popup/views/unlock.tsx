import { useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../ask';
import { attempt } from '../notice';
import { PinField } from '../parts/pin-field';
import { PinNotice, useWait } from '../parts/pin-notice';
import { useTitle } from '../parts/view-focus';
import { type PinTrouble, troubleAfter, troubleOf } from '../pin-trouble';
import { readVault, vault } from '../state';
import { text } from '../text';

/** Opens the vault with its PIN. */
export function Unlock() {
  const pin = useSignal('');
  const busy = useSignal(false);
  const tried = useSignal<PinTrouble | null>(null);
  const [untouched] = useState(() => troubleOf(vault.value?.pin ?? { attemptsLeft: 8, waitUntil: null }));
  const trouble = tried.value ?? untouched;
  const wait = useWait(trouble);
  const field = useRef<HTMLInputElement>(null);
  useTitle(text('titleUnlock'));

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
      if (result.result === 'ok') await readVault();
    });
    busy.value = false;
  }

  return (
    <main class="unlock" data-view="unlock">
      <img class="mark" src="../icons/latchkey.svg" alt="" width="64" height="64" />
      <h1>{text('unlockTitle')}</h1>
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
        <PinNotice id="pin-notice" trouble={trouble} wait={wait} />
        {!trouble.blocked && (
          <button
            type="submit"
            class="primary wide"
            data-action="unlock"
            disabled={busy.value || wait > 0}
            aria-busy={busy.value}
          >
            {busy.value && <span class="spinner" aria-hidden="true" />}
            {text('unlock')}
          </button>
        )}
      </form>
    </main>
  );
}
