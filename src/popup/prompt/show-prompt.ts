import { effect, signal } from '@preact/signals';
import type { PromptView } from '../../messages/surface-background';
import { AskError, ask } from '../ask';
import { failureText } from '../notice';
import { askPlatform } from '../platform-authenticator';
import { platformText } from '../platform-text';
import { holdPrompt } from '../ports';
import { vault } from '../state';
import { isToolbarPopup } from '../surface';
import { text } from '../text';
import { type PromptModel, promptModel } from './prompt-model';

export type ShownPrompt = { readonly model: PromptModel; readonly leave: () => void };

/** The prompt that this page shows, if any. */
export const shownPrompt = signal<ShownPrompt | null>(null);

/** Where the worker died over the decision, the prompt is as good as before. */
function whyNotPassedOn(error: unknown): string {
  const interrupted = error instanceof AskError && error.reason === 'unreachable';
  return interrupted ? text('promptInterrupted') : failureText(error);
}

/** Shows a prompt and tells the background so; from now on this page's closing is a cancel. */
export function showPrompt(view: PromptView): void {
  if (shownPrompt.value) return;
  let left = false;

  function leave(): void {
    if (left) return;
    left = true;
    stopFollowing();
    release();
    // A tab that the person opened may not close itself; it goes back to what it shows else.
    window.close();
    shownPrompt.value = null;
  }

  const model = promptModel(view, {
    ...{ ask, leave, askPlatform, platformText },
    failureText: whyNotPassedOn,
    isFleeting: isToolbarPopup(),
  });
  const release = holdPrompt(
    view.id,
    ({ ended }) => model.end(ended),
    () => void model.refresh(),
  );
  let state = vault.peek()?.state ?? view.vault;
  const stopFollowing = effect(() => {
    const now = vault.value?.state;
    if (now === undefined || now === state) return;
    state = now;
    void model.refresh();
  });
  shownPrompt.value = { model, leave };
}
