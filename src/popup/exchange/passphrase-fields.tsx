import { type Signal, useSignal } from '@preact/signals';
import { FieldHint } from '../parts/field-hint';
import { plural, text } from '../text';
import { passphraseMinLength } from './export-model';
import { PassphraseField } from './passphrase-field';

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
  const problem = trouble.value;
  const failures = {
    short: plural('passphraseShort', passphraseMinLength),
    differs: text('pinDiffers'),
  };
  return (
    <div class="passphrase-fields">
      <PassphraseField
        name="passphrase"
        label="passphraseNew"
        typed={typed}
        describedBy="passphrase-hint"
        invalid={problem === 'short'}
      />
      <PassphraseField
        name="passphrase-repeat"
        label="passphraseRepeat"
        typed={repeated}
        describedBy="passphrase-hint"
        invalid={problem === 'differs'}
      />
      <FieldHint
        id="passphrase-hint"
        failure={problem ? failures[problem] : ''}
        hint={text('passphraseHint')}
      />
    </div>
  );
}
