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
  useTitle(text(view.ceremony === 'create' ? 'titleCreate' : 'titleGet'));
  return (
    <main
      class="prompt"
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
