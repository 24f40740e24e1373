import { useArrival, useTitle } from '../parts/view-focus';
import { settings } from '../state';
import { text } from '../text';
import { WaysInSection } from '../views/settings-ways-in';
import { AboutSection } from './about-section';
import { AskingSection } from './asking-section';
import { LockingSection } from './locking-section';
import { LookSection } from './look-section';
import { PrivateSection } from './private-section';
import { ShortcutsSection } from './shortcuts-section';
import { SitesSection } from './sites-section';

/** What a person can set; each change is kept at once. One file for each section. */
export function Settings() {
  const heading = useArrival<HTMLHeadingElement>('settings');
  useTitle(text('titleSettings'));
  const now = settings.value;
  if (!now) return null;
  return (
    <section class="settings" data-view="settings" aria-labelledby="settings-title">
      <h1 id="settings-title" ref={heading} tabIndex={-1}>
        {text('settings')}
      </h1>
      <AskingSection now={now} />
      <LockingSection now={now} />
      <WaysInSection />
      <SitesSection now={now} />
      <PrivateSection />
      <LookSection now={now} />
      <ShortcutsSection />
      <AboutSection />
    </section>
  );
}
