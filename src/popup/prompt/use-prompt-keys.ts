import { useEffect } from 'preact/hooks';
import type { PromptModel } from './prompt-model';

/**
 * Enter confirms and Escape cancels from anywhere in the prompt; up and down move the choice of account, also
 * from the PIN field. Keys that a script made do nothing (D37), nor does one that is held down (D36).
 */
export function usePromptKeys(model: PromptModel, ready: boolean): void {
  useEffect(() => {
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
      }
    }
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [model, ready]);
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
