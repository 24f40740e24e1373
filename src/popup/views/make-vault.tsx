import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { checkPin } from '../../core/vault/pin';
import type { PinRefusal } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt } from '../notice';
import { PinField } from '../parts/pin-field';
import { type PinAdvice, pinAdvice } from '../pin-advice';
import { readVault } from '../state';
import { plural, type TextKey, text } from '../text';

const refusals: Record<PinRefusal | 'differs', TextKey> = {
  'too-short': 'pinTooShort',
  'too-long': 'pinTooLong',
  'too-common': 'pinTooCommon',
  'too-simple': 'pinTooSimple',
  differs: 'pinDiffers',
};

function adviceText(advice: PinAdvice): string {
  switch (advice.kind) {
    case 'none':
      return text('pinRules');
    case 'more':
      return plural('pinMore', advice.missing);
    case 'refused':
      return text(refusals[advice.reason]);
    case 'fair':
      return text('pinFair');
    case 'good':
      return text('pinGood');
  }
}

/** A PIN, twice, and the vault is made; the key derivation takes about half a second. */
export function MakeVault() {
  const pin = useSignal('');
  const repeat = useSignal('');
  const busy = useSignal(false);
  const refused = useSignal<PinRefusal | 'differs' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const advice = pinAdvice(pin.value);
  const same = repeat.value !== '' && repeat.value === pin.value;

  useEffect(() => field.current?.focus(), []);

  async function make(): Promise<void> {
    if (busy.value) return;
    refused.value = checkPin(pin.value) ?? (same ? null : 'differs');
    if (refused.value) return (refused.value === 'differs' ? again : field).current?.focus();
    busy.value = true;
    await attempt(async () => {
      const result = await ask({ type: 'vault-make', pin: pin.value });
      if (result.result === 'ok') return readVault();
      refused.value = result.reason;
      repeat.value = '';
    });
    busy.value = false;
    field.current?.focus();
  }

  function type(into: typeof pin): (value: string) => void {
    return (value) => {
      into.value = value;
      refused.value = null;
    };
  }

  return (
    <form
      class="make-vault"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h2>{text('makeTitle')}</h2>
      <p class="hint">{text('makeText')}</p>
      <PinField
        name="pin"
        label={text('pinNew')}
        value={pin.value}
        input={type(pin)}
        describedBy="pin-advice pin-refused"
        invalid={refused.value !== null && refused.value !== 'differs'}
        disabled={busy.value}
        field={field}
      />
      <p id="pin-advice" class="advice" data-kind={advice.kind} aria-live="polite">
        <span class="meter" aria-hidden="true" />
        {adviceText(advice)}
      </p>
      <PinField
        name="pin-repeat"
        label={text('pinRepeat')}
        value={repeat.value}
        input={type(repeat)}
        describedBy="pin-refused"
        invalid={refused.value === 'differs'}
        disabled={busy.value}
        field={again}
      />
      {refused.value && (
        <p id="pin-refused" class="hint bad" role="alert">
          {text(refusals[refused.value])}
        </p>
      )}
      <button
        type="submit"
        class="primary wide"
        data-action="create-vault"
        disabled={busy.value}
        aria-busy={busy.value}
      >
        {busy.value && <span class="spinner" aria-hidden="true" />}
        {text(busy.value ? 'making' : 'makeVault')}
      </button>
      <p class="hint">{text('makeWarning')}</p>
    </form>
  );
}
