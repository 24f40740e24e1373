import { failureText } from '../notice';
import { text } from '../text';
import { Icon } from './icon';

/** The page cannot know how things stand: why, and what to do. */
export function CannotStart({ error }: { error: unknown }) {
  return (
    <main class="unlock">
      <img class="mark" src="../icons/latchkey.svg" alt="" width="64" height="64" />
      <h1 class="unseen">{text('name')}</h1>
      <div class="notice bad" role="alert">
        <Icon name="warning" />
        <p>{failureText(error)}</p>
      </div>
    </main>
  );
}
