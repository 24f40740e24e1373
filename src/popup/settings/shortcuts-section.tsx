import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { browser } from '../../browser';
import { isFirefox } from '../is-firefox';
import { attempt } from '../notice';
import { type TextKey, text } from '../text';
import { Section } from './section';

/** The commands of the manifest, in our words: the browser would tell them in its own language. */
const COMMANDS = [
  ['_execute_action', 'commandOpen'],
  ['sign-in', 'commandSignIn'],
  ['lock', 'commandLock'],
] as const satisfies readonly (readonly [string, TextKey])[];

/** Where keys are changed: a page of the browser's, which Firefox opens for extensions from version 137 on. */
function changeKeys(): Promise<unknown> {
  const commands: { openShortcutSettings?: () => Promise<void> } = browser.commands;
  return commands.openShortcutSettings?.() ?? browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}

/** Keyboard shortcuts as they are set now, and the way to change them. */
export function ShortcutsSection() {
  const keys = useSignal<ReadonlyMap<string, string>>(new Map());

  useEffect(() => {
    async function read(): Promise<void> {
      const all = await browser.commands.getAll();
      keys.value = new Map(all.map(({ name = '', shortcut = '' }) => [name, shortcut]));
    }
    const readAgain = () => void attempt(read);
    readAgain();
    // Coming back from where they are changed.
    window.addEventListener('focus', readAgain);
    return () => window.removeEventListener('focus', readAgain);
  }, []);

  return (
    <Section name="shortcuts" title="sectionShortcuts">
      <dl class="plain-list">
        {COMMANDS.map(([name, label]) => (
          <div key={name}>
            <dt>{text(label)}</dt>
            <dd>
              {keys.value.get(name) ? (
                <kbd dir="ltr">{keys.value.get(name)}</kbd>
              ) : (
                <span class="hint">{text('shortcutNone')}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div class="shortcuts-change">
        <p class="hint">{text(isFirefox ? 'shortcutsHintFirefox' : 'shortcutsHint')}</p>
        <button
          type="button"
          data-action="change-shortcuts"
          onClick={() => void attempt(async () => void (await changeKeys()))}
        >
          {text('shortcutsChange')}
        </button>
      </div>
    </Section>
  );
}
