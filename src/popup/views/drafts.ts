import { effect, type Signal, signal } from '@preact/signals';
import { vault } from '../state';
import type { Draft } from './own-words';

/** What was typed about each passkey, by its id: it is still there when the person comes back to that row. */
const drafts = new Map<string, Signal<Draft>>();

export function draftOf(id: string): Signal<Draft> {
  const draft = drafts.get(id) ?? signal({});
  drafts.set(id, draft);
  return draft;
}

// A locked page holds no words.
effect(() => {
  if (vault.value?.state !== 'unlocked') drafts.clear();
});
