import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from '../../parts/icon';
import { type TextKey, text } from '../../text';

type WayProps = {
  readonly icon: IconName;
  readonly title: TextKey;
  readonly hint: TextKey;
  /** What changes it; null where nothing can be changed here. */
  readonly opener: { readonly action: string; readonly label: TextKey } | null;
  /** What stands here once the person chose to change it, until `leave`. */
  readonly form: (leave: () => void) => ComponentChildren;
  readonly children?: ComponentChildren;
};

/** One way into the vault: what it is, how it stands, and the form that changes it. */
export function Way({ icon, title, hint, opener, form, children }: WayProps) {
  const changing = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(false);

  // Who leaves the form is back where they opened it.
  useEffect(() => {
    if (was.current && !changing.value) button.current?.focus();
    was.current = changing.value;
  }, [changing.value]);

  return (
    <div class="way">
      <Icon name={icon} />
      <div class="way-words">
        <strong>{text(title)}</strong>
        <p class="hint">{text(hint)}</p>
        {children}
        {changing.value &&
          form(() => {
            changing.value = false;
          })}
      </div>
      {opener && !changing.value && (
        <button
          type="button"
          data-action={opener.action}
          ref={button}
          onClick={() => {
            changing.value = true;
          }}
        >
          {text(opener.label)}
        </button>
      )}
    </div>
  );
}
