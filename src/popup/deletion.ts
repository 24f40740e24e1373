import { computed, signal } from '@preact/signals';
import type { PasskeySummary } from '../messages/surface-background';
import { ask } from './ask';
import { attempt, tell } from './notice';
import { passkeys, readPasskeys } from './state';
import { plural } from './text';

const deleted = signal<ReadonlySet<string>>(new Set());

/** The passkeys as lists show them: what the person deleted is gone at once, before the background says so. */
export const shownPasskeys = computed<readonly PasskeySummary[] | null>(() => {
  const all = passkeys.value;
  if (!all || deleted.value.size === 0) return all;
  return all.filter(({ id }) => !deleted.value.has(id));
});

/** Moves passkeys to the trash and offers to take that back. */
export async function deletePasskeys(ids: readonly string[]): Promise<void> {
  deleted.value = new Set([...deleted.value, ...ids]);
  const done = await attempt(async () => {
    await ask({ type: 'passkeys-delete', ids: [...ids] });
    await readPasskeys();
  });
  // From here on the list itself tells: another page may restore them.
  show(ids);
  if (!done) return;
  tell(plural('deleted', ids.length), async () => {
    await ask({ type: 'passkeys-restore', ids: [...ids] });
    await readPasskeys();
    tell(plural('restored', ids.length));
  });
}

function show(ids: readonly string[]): void {
  deleted.value = new Set([...deleted.value].filter((id) => !ids.includes(id)));
}
