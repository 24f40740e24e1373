import type { Settings } from '../../messages/surface-background';
import { isFirefox } from '../is-firefox';
import { plural, text } from '../text';
import { Section } from './section';
import { Choice, change, Switch } from './setting';

const LOCK_MINUTES = [1, 5, 15, 30, 60, 240];

/** When the vault closes, and what is known of it then. */
export function LockingSection({ now }: { readonly now: Settings }) {
  const lockAfter = now['lock-after'];
  // What a policy or an older version set may stand between the usual ones.
  const minutes = [...new Set([...LOCK_MINUTES, lockAfter])].filter(Boolean).sort((a, b) => a - b);
  // Firefox tells no extension of a locked screen.
  const never = isFirefox ? 'lockWithBrowserFirefox' : 'lockWithBrowser';
  const options = minutes.map((value) => ({ value, label: plural('minutes', value) }));
  return (
    <Section name="locking" title="sectionLocking">
      <Choice
        name="lock-after"
        label="settingLock"
        hint={isFirefox ? 'settingLockHintFirefox' : 'settingLockHint'}
        value={lockAfter}
        options={[...options, { value: 0, label: text(never) }]}
        choose={(value) => void change({ 'lock-after': value })}
      />
      <Switch
        name="site-tags"
        label="settingTags"
        hint="settingTagsHint"
        on={now['site-tags']}
        turn={(on) => void change({ 'site-tags': on })}
      />
      <Switch
        name="activity"
        label="settingActivity"
        hint="settingActivityHint"
        on={now.activity}
        turn={(on) => void change({ activity: on })}
      />
    </Section>
  );
}
