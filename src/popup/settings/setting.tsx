import type { ComponentChildren } from 'preact';
import type { PersonalSettings, SettingName } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { ManagedNote } from '../parts/managed-note';
import { settings, takeSettings } from '../state';
import { languageReady, type TextKey, text } from '../text';

type Named = { readonly name: SettingName; readonly label: TextKey; readonly hint?: TextKey };

/** Keeps a change, and says so. */
export async function change(some: Partial<PersonalSettings>): Promise<void> {
  const done = await attempt(async () => {
    takeSettings(await ask({ type: 'settings-set', settings: some }));
    // In the language that may just have been chosen.
    await languageReady();
    tell(text('saved'));
  });
  const now = settings.peek();
  // The control shows what was chosen; drawn anew, it shows what holds.
  if (!done && now) takeSettings({ ...now });
}

export function isManaged(name: SettingName): boolean {
  return settings.value?.managed.includes(name) ?? false;
}

/** A setting's name, what it means, and its control. */
function Setting({ name, label, hint, children }: Named & { readonly children: ComponentChildren }) {
  return (
    <div class="setting">
      <div>
        <label for={name}>{text(label)}</label>
        <p id={`${name}-hint`} class="hint">
          {hint && text(hint)}
          {isManaged(name) && <ManagedNote />}
        </p>
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
  const { name, value, options, choose } = props;
  return (
    <Setting {...props}>
      <select
        id={name}
        name={name}
        aria-describedby={`${name}-hint`}
        disabled={isManaged(name)}
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
  const { name, on, turn } = props;
  return (
    <Setting {...props}>
      <input
        type="checkbox"
        class="switch"
        id={name}
        name={name}
        aria-describedby={`${name}-hint`}
        disabled={isManaged(name)}
        checked={on}
        onChange={({ currentTarget }) => turn(currentTarget.checked)}
      />
    </Setting>
  );
}
