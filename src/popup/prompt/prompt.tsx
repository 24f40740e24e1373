import { useLayoutEffect, useRef } from 'preact/hooks';
import { Brand } from '../parts/brand';
import { useTitle } from '../parts/view-focus';
import { text } from '../text';
import { Asker } from './asker';
import { Asking } from './asking';
import { Ending } from './ending';
import { NothingHere } from './nothing-here';
import type { PromptModel } from './prompt-model';

/** A prompt in any of its stages; the same in the toolbar popup and in a window of its own. */
export function Prompt({ model, leave }: { model: PromptModel; leave: () => void }) {
  const view = model.view.value;
  const stage = model.stage.value;
  const frame = useRef<HTMLElement>(null);
  const height = useRef(0);
  // The toolbar's popup follows its content's size; an ending is no reason to jump.
  useLayoutEffect(() => {
    if (stage === 'asking') height.current = frame.current?.offsetHeight ?? 0;
  });
  useTitle(text(view.ceremony === 'create' ? 'titleCreate' : 'titleGet'));
  return (
    <main
      class="prompt"
      ref={frame}
      style={stage === 'asking' ? undefined : { minBlockSize: `${height.current}px` }}
      data-view="prompt"
      data-ceremony={view.ceremony}
      data-rp-id={view.rpId}
      data-origin={view.origin}
      aria-labelledby="prompt-title"
      tabIndex={-1}
    >
      <Brand />
      <Asker view={view} />
      {stage === 'asking' ? (
        <Asking model={model} />
      ) : stage === 'nothing' ? (
        <NothingHere model={model} />
      ) : (
        <Ending how={stage} leave={leave} />
      )}
    </main>
  );
}
