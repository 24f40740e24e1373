import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/prompt.css';
import { ask } from './ask';
import { mount } from './mount';
import { Ending } from './prompt/ending';
import { moveOntoScreen } from './prompt/onto-screen';
import { Prompt } from './prompt/prompt';
import { shownPrompt, showPrompt } from './prompt/show-prompt';
import { followState } from './state';
import { text } from './text';

/** One prompt in a window of its own; `?ceremony=` in its address says which. */
function PromptWindow() {
  const prompt = shownPrompt.value;
  return prompt ? (
    <Prompt {...prompt} />
  ) : (
    <main class="prompt" data-view="prompt">
      <h1 class="unseen">{text('name')}</h1>
      <Ending how="gone" leave={() => window.close()} />
    </main>
  );
}

async function showAsked(): Promise<void> {
  const ceremony = new URLSearchParams(location.search).get('ceremony');
  const view = ceremony === null ? null : await ask({ type: 'prompt-view', ceremony });
  if (view) showPrompt(view);
}

mount(PromptWindow, async () => {
  // Before anything shows that could be pressed.
  await Promise.all([showAsked(), followState(), moveOntoScreen()]);
});
