import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/toast.css';
import './styles/ways-in.css';
import './styles/list.css';
import './styles/credential.css';
import './styles/prompt.css';
import './styles/site.css';
import './styles/popup.css';
import { effect } from '@preact/signals';
import './styles/reminder.css';
import { ask } from './ask';
import { mount } from './mount';
import { readOffers } from './offers';
import { Notices } from './parts/notices';
import { SignInOffers } from './parts/sign-in-offers';
import { SiteChanges } from './parts/site-changes';
import { Prompt } from './prompt/prompt';
import { shownPrompt, showPrompt } from './prompt/show-prompt';
import { route } from './route';
import { readSite, site } from './site';
import { readSiteChanges } from './site-changes';
import { followState, vault } from './state';
import { isToolbarPopup } from './surface';
import { Credential } from './views/credential';
import { PopupInvitation } from './views/popup-invitation';
import { PopupList } from './views/popup-list';
import { Ungranted } from './views/site-card';
import { Unlock } from './views/unlock';

/** The toolbar's popup: a request that waits comes first, then the passkeys. */
function Popup() {
  const prompt = shownPrompt.value;
  if (prompt) return <Prompt {...prompt} />;
  const state = vault.value?.state;
  if (state === 'none') return <PopupInvitation />;
  return (
    <>
      <SignInOffers />
      <SiteChanges />
      {state === 'locked' && site.value?.state === 'ungranted' && <Ungranted />}
      {state === 'locked' && <Unlock />}
      {state === 'unlocked' && <Open />}
      <Notices />
    </>
  );
}

function Open() {
  const to = route.value;
  if (to.view !== 'credential') return <PopupList />;
  return (
    <main>
      <Credential id={to.id} />
    </main>
  );
}

async function showWaiting(): Promise<void> {
  if (shownPrompt.value) return;
  const view = await ask({ type: 'prompt-waiting' });
  if (!view) return;
  // One prompt is enough: who lost its window finds it again by the toolbar's button.
  if (isToolbarPopup() && (await ask({ type: 'prompt-to-front', ceremony: view.id }))) return window.close();
  showPrompt(view);
}

async function readSites(): Promise<void> {
  await Promise.all([readOffers(), readSiteChanges(), readSite()]);
}

/** Names are known only while the vault is open, so what is said of sites changes with it. */
function followVault(): void {
  let state = vault.peek()?.state;
  effect(() => {
    const now = vault.value?.state;
    if (now === state) return;
    state = now;
    void readSites();
  });
}

mount(Popup, async () => {
  const prompts = () => void showWaiting();
  await Promise.all([followState(prompts, () => void readSites()), showWaiting(), readSites()]);
  followVault();
});
