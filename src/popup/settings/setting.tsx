import type { ComponentChildren } from 'preact';
import type { Settings } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { takeSettings } from '../state';
import { type TextKey, text } from '../text';

/** The name of a setting, which is that of its control. */
export type SettingName = keyof Settings;

type Named = { readonly name: SettingName; readonly label: TextKey; readonly hint?: TextKey };

/** Keeps a change, and says so. */
export async function change(some: Partial<Omit<Settings, 'excluded-sites'>>): Promise<void> {
  await attempt(async () => {
    takeSettings(await ask({ type: 'settings-set', settings: some }));
    tell(text('saved'));
  });
}

/** A setting's name, what it means, and its control. */
function Setting({ name, label, hint, children }: Named & { readonly children: ComponentChildren }) {
  return (
    <div class="setting">
      <div>
        <label for={name}>{text(label)}</label>
        {hint && (
          <p id={`${name}-hint`} class="hint">
            {text(hint)}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}

type Option<Value> = { readonly value: Value; readonly label: string; readonly lang?: string };

/** One of a few. */
export function Choice<Value extends string | number>(
  props: Named & {
    readonly value: Value;
    readonly options: readonly Option<Value>[];
    readonly choose: (value: Value) => void;
  },
) {
  const { name, hint, value, options, choose } = props;
  return (
    <Setting {...props}>
      <select
        id={name}
        name={name}
        aria-describedby={hint && `${name}-hint`}
        value={String(value)}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => String(option.value) === currentTarget.value);
          if (chosen) choose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={String(option.value)} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </Setting>
  );
}

/** On or off. */
export function Switch(props: Named & { readonly on: boolean; readonly turn: (on: boolean) => void }) {
  const { name, hint, on, turn } = props;
  return (
    <Setting {...props}>
      <input
        type="checkbox"
        class="switch"
        id={name}
        name={name}
        aria-describedby={hint && `${name}-hint`}
        checked={on}
        onChange={({ currentTarget }) => turn(currentTarget.checked)}
      />
    </Setting>
  );
}
