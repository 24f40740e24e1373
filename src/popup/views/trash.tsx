import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DamagedPasskey, TrashedPasskey } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt } from '../notice';
import { useArrival, useFocusAfterRows, useTitle } from '../parts/view-focus';
import { listPasskeys, passkeys } from '../state';
import { text } from '../text';
import { DamagedList } from './damaged-list';
import { TrashedList } from './trashed-list';

/** What was deleted of late, for 30 days, and what is not as it was written. */
export function Trash() {
  const trashed = useSignal<readonly TrashedPasskey[] | null>(null);
  const damaged = useSignal<readonly DamagedPasskey[]>([]);
  const heading = useArrival<HTMLHeadingElement>('trash');
  const rows = [...damaged.value.map(({ record }) => record), ...(trashed.value ?? []).map(({ id }) => id)];
  useFocusAfterRows(heading, rows.join(' '));
  useTitle(text('titleTrash'));
  useEffect(() => listPasskeys(), []);

  async function read(): Promise<void> {
    await attempt(async () => {
      const [gone, broken] = await Promise.all([ask({ type: 'trash-list' }), ask({ type: 'damaged-list' })]);
      trashed.value = gone;
      damaged.value = broken;
    });
  }

  // The list of the living is read anew with each change, here or elsewhere.
  useEffect(() => void read(), [passkeys.value]);

  return (
    <section class="trash" data-view="trash" aria-labelledby="trash-title">
      <h1 id="trash-title" ref={heading} tabIndex={-1}>
        {text('trash')}
      </h1>
      {damaged.value.length > 0 && <DamagedList damaged={damaged.value} read={read} />}
      {trashed.value && <TrashedList trashed={trashed.value} read={read} />}
    </section>
  );
}
