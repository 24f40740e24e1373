import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../parts/icon';
import { text } from '../text';
import type { PromptModel } from './prompt-model';

/** The vault opened, but holds nothing that could answer: the way on is another device. */
export function NothingHere({ model }: { model: PromptModel }) {
  const other = useRef<HTMLButtonElement>(null);
  useEffect(() => other.current?.focus(), []);
  return (
    <>
      <p class="notice" role="alert">
        <Icon name="key" />
        <span>{text('promptNothing')}</span>
      </p>
      <div class="actions">
        <button type="button" class="primary" data-action="use-other" ref={other} onClick={model.useOther}>
          {text('useOther')}
        </button>
        <button type="button" data-action="cancel" onClick={model.cancel}>
          {text('cancel')}
        </button>
      </div>
    </>
  );
}
