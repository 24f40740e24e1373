import type { ComponentChildren } from 'preact';
import type { Settings as AllSettings } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { useArrival, useTitle } from '../parts/view-focus';
import { settings, takeSettings } from '../state';
import { plural, type TextKey, text } from '../text';

const LOCK_MINUTES = [1, 5, 15, 30, 60, 240];
const surfaceTexts = {
  auto: 'surfaceAuto',
  popup: 'surfacePopup',
  window: 'surfaceWindow',
} satisfies Record<AllSettings['prompt-surface'], TextKey>;
const themeTexts = {
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
} satisfies Record<AllSettings['theme'], TextKey>;

async function change(some: Partial<AllSettings>): Promise<void> {
  await attempt(async () => {
    takeSettings(await ask({ type: 'settings-set', settings: some }));
    tell(text('saved'));
  });
}

function keysOf<Key extends string>(texts: Record<Key, TextKey>): readonly Key[] {
  return Object.keys(texts) as Key[];
}

/** A setting's name, what it means, and its control. */
function Setting(props: {
  name: keyof AllSettings;
  label: TextKey;
  hint: TextKey;
  children: ComponentChildren;
}) {
  return (
    <div class="setting">
      <div>
        <label for={props.name}>{text(props.label)}</label>
        <p id={`${props.name}-hint`} class="hint">
          {text(props.hint)}
        </p>
      </div>
      {props.children}
    </div>
  );
}

/** What a person can set; each change is kept at once. */
export function Settings() {
  const heading = useArrival<HTMLHeadingElement>('settings');
  useTitle(text('titleSettings'));
  const now = settings.value;
  if (!now) return null;
  const lockAfter = now['lock-after'];
  const minutes = [...new Set([...LOCK_MINUTES, lockAfter])].filter(Boolean).sort((a, b) => a - b);
  return (
    <section class="settings" data-view="settings" aria-labelledby="settings-title">
      <h1 id="settings-title" ref={heading} tabIndex={-1}>
        {text('settings')}
      </h1>
      <div class="card">
        <Setting name="prompt-surface" label="settingSurface" hint="settingSurfaceHint">
          <select
            id="prompt-surface"
            name="prompt-surface"
            aria-describedby="prompt-surface-hint"
            value={now['prompt-surface']}
            onChange={({ currentTarget }) => {
              const chosen = keysOf(surfaceTexts).find((key) => key === currentTarget.value);
              if (chosen) void change({ 'prompt-surface': chosen });
            }}
          >
            {keysOf(surfaceTexts).map((key) => (
              <option key={key} value={key}>
                {text(surfaceTexts[key])}
              </option>
            ))}
          </select>
        </Setting>
        <Setting name="lock-after" label="settingLock" hint="settingLockHint">
          <select
            id="lock-after"
            name="lock-after"
            aria-describedby="lock-after-hint"
            value={String(lockAfter)}
            onChange={({ currentTarget }) => void change({ 'lock-after': Number(currentTarget.value) })}
          >
            {minutes.map((count) => (
              <option key={count} value={String(count)}>
                {plural('minutes', count)}
              </option>
            ))}
            <option value="0">{text('lockWithBrowser')}</option>
          </select>
        </Setting>
        <Setting name="theme" label="settingTheme" hint="settingThemeHint">
          <select
            id="theme"
            name="theme"
            aria-describedby="theme-hint"
            value={now.theme}
            onChange={({ currentTarget }) => {
              const chosen = keysOf(themeTexts).find((key) => key === currentTarget.value);
              if (chosen) void change({ theme: chosen });
            }}
          >
            {keysOf(themeTexts).map((key) => (
              <option key={key} value={key}>
                {text(themeTexts[key])}
              </option>
            ))}
          </select>
        </Setting>
        <Setting name="site-tags" label="settingTags" hint="settingTagsHint">
          <input
            type="checkbox"
            class="switch"
            id="site-tags"
            name="site-tags"
            aria-describedby="site-tags-hint"
            checked={now['site-tags']}
            onChange={({ currentTarget }) => void change({ 'site-tags': currentTarget.checked })}
          />
        </Setting>
      </div>
    </section>
  );
}
