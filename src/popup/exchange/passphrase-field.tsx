import type { Signal } from '@preact/signals';
import type { Ref } from 'preact';
import { PinField } from '../parts/pin-field';
import { type TextKey, text } from '../text';

type PassphraseFieldProps = {
  readonly name: 'passphrase' | 'passphrase-repeat';
  readonly label: TextKey;
  readonly typed: Signal<string>;
  /** Id of the element that tells more. */
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly field?: Ref<HTMLInputElement>;
};

/** A file's passphrase, hidden unless the person wants to see it. */
export function PassphraseField({ name, label, typed, describedBy, invalid, field }: PassphraseFieldProps) {
  return (
    <PinField
      {...{ name, describedBy, invalid }}
      label={text(label)}
      value={typed.value}
      input={(value) => {
        typed.value = value;
      }}
      field={field ?? null}
    />
  );
}
