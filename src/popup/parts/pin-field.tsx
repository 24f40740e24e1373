import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import { text } from '../text';
import { Icon } from './icon';

type PinFieldProps = {
  readonly name: 'pin' | 'pin-repeat' | 'new-pin' | 'passphrase' | 'passphrase-repeat';
  readonly label: string;
  readonly value: string;
  readonly input: (value: string) => void;
  /** Id of the element that tells more, such as what was wrong. */
  readonly describedBy: string;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly field: Ref<HTMLInputElement>;
};

const SEEN = { type: 'text' } as const;
const HIDDEN = { type: 'password' } as const;

/** A PIN, hidden unless the person wants to see it. */
export function PinField(props: PinFieldProps) {
  const { name, label, value, input, describedBy, invalid = false, disabled = false, field } = props;
  const [seen, see] = useState(false);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <div class="pin">
        <input
          id={name}
          name={name}
          {...(seen ? SEEN : HIDDEN)}
          value={value}
          disabled={disabled}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={200}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          ref={field}
          onInput={(event) => input(event.currentTarget.value)}
        />
        <button
          type="button"
          class="quiet round"
          aria-label={text('pinShow')}
          aria-pressed={seen}
          onClick={() => see(!seen)}
        >
          <Icon name={seen ? 'eye-off' : 'eye'} />
        </button>
      </div>
    </div>
  );
}
