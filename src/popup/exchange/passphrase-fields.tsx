import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { PinField } from '../parts/pin-field';
import { plural, text } from '../text';
import { passphraseMinLength } from './export-model';

/** A new passphrase, typed twice: a slip would lock its owner out. */
export type NewPassphrase = {
  readonly typed: Signal<string>;
  readonly repeated: Signal<string>;
  readonly trouble: Signal<'short' | 'differs' | null>;
  /** True where it will do; else says what is wrong. */
  check(): boolean;
  forget(): void;
};

export function usePassphrase(): NewPassphrase {
  const typed = useSignal('');
  const repeated = useSignal('');
  const trouble = useSignal<'short' | 'differs' | null>(null);
  return {
    ...{ typed, repeated, trouble },
    check() {
      const isShort = [...typed.value].length < passphraseMinLength;
      trouble.value = isShort ? 'short' : typed.value === repeated.value ? null : 'differs';
      return trouble.value === null;
    },
    forget() {
      typed.value = '';
      repeated.value = '';
    },
  };
}

export function PassphraseFields({ passphrase }: { passphrase: NewPassphrase }) {
  const { typed, repeated, trouble } = passphrase;
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const problem = trouble.value;
  return (
    <div class="passphrase-fields">
      <PinField
        name="passphrase"
        label={text('passphraseNew')}
        value={typed.value}
        input={(value) => {
          typed.value = value;
        }}
        describedBy="passphrase-hint"
        invalid={problem === 'short'}
        field={first}
      />
      <PinField
        name="passphrase-repeat"
        label={text('passphraseRepeat')}
        value={repeated.value}
        input={(value) => {
          repeated.value = value;
        }}
        describedBy="passphrase-hint"
        invalid={problem === 'differs'}
        field={second}
      />
      <p id="passphrase-hint" class={problem ? 'hint bad' : 'hint'} role={problem ? 'alert' : undefined}>
        {problem === 'short' && plural('passphraseShort', passphraseMinLength)}
        {problem === 'differs' && text('pinDiffers')}
        {problem === null && text('passphraseHint')}
      </p>
    </div>
  );
}
