import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { checkPin, PIN_MIN_LENGTH } from '../../core/vault/pin';
import type { PinRefusal } from '../../messages/surface-background';
import { type PinAdvice, pinAdvice } from '../pin-advice';
import { settings } from '../state';
import { plural, type TextKey, text } from '../text';
import { thiefText } from '../thief-text';
import { PinField } from './pin-field';

type Refusal = PinRefusal | 'differs';

const refusals: Record<Refusal, TextKey> = {
  'too-short': 'pinTooShort',
  'too-long': 'pinTooLong',
  'too-common': 'pinTooCommon',
  'too-simple': 'pinTooSimple',
  differs: 'pinDiffers',
};

/** Code points that a new PIN must have; an organisation may ask for more than the vault does. */
function least(): number {
  return settings.value?.['minimum-pin-length'] ?? PIN_MIN_LENGTH;
}

function refusalText(refusal: Refusal, pin: string): string {
  const missing = least() - [...pin.normalize('NFC')].length;
  const told = refusal === 'too-short' && least() > PIN_MIN_LENGTH;
  return told ? plural('pinMore', missing) : text(refusals[refusal]);
}

function adviceText(advice: PinAdvice): string {
  switch (advice.kind) {
    case 'none':
      return least() > PIN_MIN_LENGTH ? plural('pinMore', least()) : text('pinRules');
    case 'more':
      return plural('pinMore', advice.missing);
    case 'refused':
      return text(refusals[advice.reason]);
    case 'fair':
    case 'good':
      return `${text(advice.kind === 'good' ? 'pinGood' : 'pinFair')} ${thiefText(advice.thiefSeconds)}`;
  }
}

/** A PIN that is being chosen: typed twice, refused early and kindly. */
export type NewPin = {
  readonly pin: Signal<string>;
  readonly repeat: Signal<string>;
  readonly refused: Signal<Refusal | null>;
  readonly field: RefObject<HTMLInputElement | null>;
  /** The PIN if it may be taken; else null, and the field that is wrong has the focus. */
  check(): string | null;
  /** The vault refused it after all. */
  refuse(reason: PinRefusal): void;
  readonly again: NewPin['field'];
};

export function useNewPin(): NewPin {
  const pin = useSignal('');
  const repeat = useSignal('');
  const refused = useSignal<Refusal | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  return {
    ...{ pin, repeat, refused, field, again },
    check() {
      refused.value = checkPin(pin.value, least()) ?? (repeat.value === pin.value ? null : 'differs');
      if (refused.value === null) return pin.value;
      (refused.value === 'differs' ? again : field).current?.focus();
      return null;
    },
    refuse(reason) {
      refused.value = reason;
      repeat.value = '';
      field.current?.focus();
    },
  };
}

/** The two fields, and live advice on what a thief would need. */
export function NewPinFields({
  choice,
  name,
  busy,
}: {
  choice: NewPin;
  name: 'pin' | 'new-pin';
  busy: boolean;
}) {
  const { pin, repeat, refused, field, again } = choice;
  const advice = pinAdvice(pin.value, least());
  const type = (into: Signal<string>) => (value: string) => {
    into.value = value;
    refused.value = null;
  };
  return (
    <>
      <PinField
        name={name}
        label={text('pinNew')}
        value={pin.value}
        input={type(pin)}
        describedBy="pin-advice pin-refused"
        invalid={refused.value !== null && refused.value !== 'differs'}
        disabled={busy}
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
        disabled={busy}
        field={again}
      />
      {refused.value && (
        <p id="pin-refused" class="hint bad" role="alert">
          {refusalText(refused.value, pin.value)}
        </p>
      )}
    </>
  );
}
