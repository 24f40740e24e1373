import type { Signal } from '@preact/signals';
import type { Ref } from 'preact';
import { text } from '../text';
import { FieldHint } from './field-hint';

type RecoveryFieldProps = {
  readonly typed: Signal<string>;
  readonly disabled: boolean;
  /** Why what was typed does not open the vault; empty if nothing is wrong. */
  readonly failure: string;
  readonly field: Ref<HTMLInputElement>;
};

/** The recovery key as it stands on the sheet; small letters, spaces and missing hyphens do not matter. */
export function RecoveryField({ typed, disabled, failure, field }: RecoveryFieldProps) {
  return (
    <div class="field recovery-field">
      <label for="recovery-key">{text('recoveryKey')}</label>
      <input
        id="recovery-key"
        name="recovery-key"
        type="text"
        value={typed.value}
        disabled={disabled}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        dir="ltr"
        maxLength={100}
        placeholder="XXXX-XXXX-XXXX-…"
        aria-describedby="recovery-key-hint"
        aria-invalid={failure !== ''}
        ref={field}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
        }}
      />
      <FieldHint id="recovery-key-hint" failure={failure} hint={text('recoveryKeyHint')} />
    </div>
  );
}
