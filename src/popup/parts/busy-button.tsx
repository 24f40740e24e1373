import type { ComponentChildren } from 'preact';
import type { TextKey } from '../text';
import { text } from '../text';

type BusyButtonProps = {
  readonly action: string;
  readonly label: TextKey;
  /** What is going on while it is busy, such as the key derivation, which takes about half a second. */
  readonly during: TextKey;
  readonly busy: boolean;
  readonly disabled?: boolean;
  /** Without one the button submits its form. */
  readonly act?: () => void;
  readonly kind?: string;
  readonly children?: ComponentChildren;
};

/** A button that says what it is doing. */
export function BusyButton(props: BusyButtonProps) {
  const { action, label, during, busy, disabled = false, act, kind = 'primary', children } = props;
  return (
    <button
      type={act ? 'button' : 'submit'}
      class={kind}
      data-action={action}
      disabled={busy || disabled}
      aria-busy={busy}
      onClick={act}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : children}
      {text(busy ? during : label)}
    </button>
  );
}
