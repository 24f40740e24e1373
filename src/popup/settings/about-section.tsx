import { useSignal } from '@preact/signals';
import { browser } from '../../browser';
import { attempt } from '../notice';
import { text } from '../text';
import { Section } from './section';

/** What this is, and whose work is in it. */
export function AboutSection() {
  const licences = useSignal<string | null>(null);

  async function readLicences(): Promise<void> {
    await attempt(async () => {
      const files = ['LICENSE', 'LICENCES.txt'];
      const read = async (file: string) => (await fetch(browser.runtime.getURL(file))).text();
      licences.value = (await Promise.all(files.map(read))).join(`\n${'-'.repeat(72)}\n\n`);
    });
  }

  return (
    <Section name="about" title="sectionAbout">
      <div class="words-of">
        <p>{text('aboutVersion', browser.runtime.getManifest().version)}</p>
        <p class="hint">{text('aboutPrivacy')}</p>
      </div>
      <details
        class="licences"
        onToggle={({ currentTarget }) => {
          if (currentTarget.open && licences.value === null) void readLicences();
        }}
      >
        <summary>{text('aboutLicences')}</summary>
        {/* In English, as their authors wrote them. A field, since that scrolls by keyboard. */}
        <textarea
          readOnly
          lang="en"
          dir="ltr"
          rows={16}
          aria-label={text('aboutLicences')}
          value={licences.value ?? ''}
        />
      </details>
    </Section>
  );
}
