import { openPage } from '../open-page';
import { Icon } from '../parts/icon';
import { useTitle } from '../parts/view-focus';
import { text } from '../text';

/** There is no vault yet: the way to the page that makes one. */
export function PopupInvitation() {
  useTitle(text('titleWelcome'));
  return (
    <main class="unlock" data-view="welcome">
      <img class="mark" src="../icons/latchkey.svg" alt="" width="64" height="64" />
      <h1>{text('welcomeTitle')}</h1>
      <p class="hint">{text('invitation')}</p>
      <button
        type="button"
        class="primary wide"
        data-action="open-welcome"
        onClick={() => void openPage('welcome.html')}
      >
        {text('invitationGo')}
        <Icon name="open" />
      </button>
    </main>
  );
}
