import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { browser } from '../../browser';
import type { ActivityEntry } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { Icon } from '../parts/icon';
import { useArrival, useTitle } from '../parts/view-focus';
import { addressOf } from '../route';
import { activityNews, settings } from '../state';
import { locale, text } from '../text';
import { ActivityRow } from './activity-row';
import { copied } from './copied';

/** What happened of late: read, copied, cleared. */
export function Activity() {
  const heading = useArrival<HTMLHeadingElement>('activity');
  useTitle(text('titleActivity'));
  const entries = useSignal<readonly ActivityEntry[] | null>(null);

  useEffect(() => {
    void attempt(async () => {
      entries.value = await ask({ type: 'activity-list' });
    });
  }, [activityNews.value]);

  const all = entries.value;
  const isOn = settings.value?.activity !== false;
  return (
    <section class="settings activity" data-view="activity" aria-labelledby="activity-title">
      <h1 id="activity-title" ref={heading} tabIndex={-1}>
        {text('activity')}
      </h1>
      <p class="hint">{text(isOn ? 'activityHint' : 'activityOff')}</p>
      {all !== null && all.length > 0 && (
        <div class="activity-actions">
          <button type="button" data-action="copy-activity" onClick={() => void copy(all)}>
            <Icon name="copy" />
            {text('activityCopy')}
          </button>
          <button type="button" class="quiet" data-action="clear-activity" onClick={() => void clear()}>
            <Icon name="trash" />
            {text('activityClear')}
          </button>
        </div>
      )}
      {all?.length === 0 && (
        <p class="placeholder">
          <Icon name="clock" />
          {text('activityEmpty')}
          {!isOn && <a href={addressOf({ view: 'settings' })}>{text('settings')}</a>}
        </p>
      )}
      {all && byDay(all).map(([day, those]) => <Day key={day} day={day} entries={those} />)}
    </section>
  );
}

function Day({ day, entries }: { readonly day: string; readonly entries: readonly ActivityEntry[] }) {
  return (
    <section class="settings-section">
      <h2>{day}</h2>
      <ul class="card">
        {entries.map((entry) => (
          <ActivityRow key={`${entry.at} ${entry.kind} ${entry.site}`} {...entry} />
        ))}
      </ul>
    </section>
  );
}

/** Newest day first, and in each the newest first. */
function byDay(entries: readonly ActivityEntry[]): readonly (readonly [string, readonly ActivityEntry[]])[] {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'full' });
  const days = new Map<string, ActivityEntry[]>();
  for (const entry of entries.toReversed()) {
    const day = format.format(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

async function copy(entries: readonly ActivityEntry[]): Promise<void> {
  await attempt(async () => {
    const { name, version } = browser.runtime.getManifest();
    await navigator.clipboard.writeText(copied(entries, `${name} ${version}, ${navigator.userAgent}`));
    tell(text('copied'));
  });
}

async function clear(): Promise<void> {
  await attempt(async () => {
    await ask({ type: 'activity-clear' });
    tell(text('activityCleared'));
  });
}
