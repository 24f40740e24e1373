import { useLayoutEffect, useState } from 'preact/hooks';
import type { PromptModel } from './prompt-model';
import { typeAhead } from './type-ahead';

/**
 * Enter confirms and Escape cancels from anywhere in the prompt; up and down move the choice of account, also
 * from the PIN field, and letters find one by its name. Keys that a script made do nothing (D37), nor does one that is held down (D36).
 */
export function usePromptKeys(model: PromptModel, ready: boolean): void {
  const [find] = useState(typeAhead);
  // As soon as the button shows that it is armed, and not after the next frame: Enter would be lost until then.
  useLayoutEffect(() => {
    function hear(event: KeyboardEvent): void {
      if (!event.isTrusted || event.isComposing) return;
      const { target } = event;
      if (event.key === 'Escape') {
        event.preventDefault();
        void model.cancel();
      } else if (event.key === 'Enter' && !(target instanceof HTMLButtonElement)) {
        event.preventDefault();
        if (ready && !event.repeat) void model.confirm();
      } else if (event.key === 'Enter' && event.repeat) {
        // A held key would press a focused button again and again.
        event.preventDefault();
      } else if (isPin(target) && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault();
        move(model, event.key === 'ArrowDown' ? 1 : -1);
      } else if (isLetter(event) && !isPin(target)) {
        const { accounts } = model.view.value;
        const found = find(event.key, event.timeStamp, accounts ?? [], model.account.value);
        if (found !== null) model.choose(found);
      }
    }
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [model, ready, find]);
}

/** One that would be typed; Space presses what has the focus. */
function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
}

function isPin(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.name === 'pin';
}

function move(model: PromptModel, by: number): void {
  const accounts = model.view.value.accounts ?? [];
  const at = accounts.findIndex(({ id }) => id === model.account.value);
  const next = accounts[(at + by + accounts.length) % accounts.length];
  if (next) model.choose(next.id);
}
