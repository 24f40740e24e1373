import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { BackupReminder as Reminder } from '../../messages/surface/exchange';
import { ask } from '../ask';
import { attempt } from '../notice';
import { goInFull } from '../open-page';
import { Icon } from '../parts/icon';
import { passkeys, passkeysToCome } from '../state';
import { plural, text } from '../text';

/** A kind word where passkeys lie on this device alone; it can be told to wait, or to be silent for good. */
export function BackupReminder() {
  const reminder = useSignal<Reminder | null>(null);
  const count = passkeysToCome.value ?? passkeys.value?.length;
  useEffect(() => {
    // It has records opened; the list comes first.
    if (count === undefined) return;
    let current = true;
    void ask({ type: 'backup-reminder' }).then(
      (found) => {
        if (current) reminder.value = found;
      },
      // Whoever is not reminded today will be another day.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [count]);

  async function silence(until: 'month' | 'ever'): Promise<void> {
    reminder.value = null;
    await attempt(async () => {
      await ask({ type: 'backup-silence', until });
    });
  }

  const shown = reminder.value;
  if (!shown) return null;
  return (
    <aside class="notice reminder" data-reminder="backup">
      <Icon name="device" />
      <div>
        <p>{plural('reminder', shown.count)}</p>
        <div class="reminder-actions">
          <button
            type="button"
            class="quiet"
            data-action="make-backup"
            onClick={() => void goInFull({ view: 'exchange', id: null })}
          >
            {text('reminderGo')}
          </button>
          <button type="button" class="quiet" data-action="remind-never" onClick={() => void silence('ever')}>
            {text('reminderNever')}
          </button>
        </div>
      </div>
      <button
        type="button"
        class="quiet round"
        data-action="remind-later"
        aria-label={text('reminderLater')}
        title={text('reminderLater')}
        onClick={() => void silence('month')}
      >
        <Icon name="close" />
      </button>
    </aside>
  );
}
