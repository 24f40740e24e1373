import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { browser } from '../../browser';
import { isFirefox } from '../is-firefox';
import { attempt } from '../notice';
import { text } from '../text';
import { Section } from './section';

/** Whether Latchkey is in private windows, which the browser lets nobody but the person decide, and what it keeps. */
export function PrivateSection() {
  const allowed = useSignal<boolean | null>(null);

  async function read(): Promise<void> {
    allowed.value = await browser.extension.isAllowedIncognitoAccess();
  }

  useEffect(() => void attempt(read), []);
  if (allowed.value === null) return null;
  return (
    <Section name="private" title="sectionPrivate">
      <div class="words-of" data-private={allowed.value ? 'allowed' : 'kept-out'}>
        <p>{text(allowed.value ? 'privateAllowed' : 'privateKeptOut')}</p>
        <p class="hint">{text(isFirefox ? 'privateHowFirefox' : 'privateHowChrome')}</p>
      </div>
    </Section>
  );
}
