import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/toast.css';
import './styles/ways-in.css';
import './styles/list.css';
import './styles/credential.css';
import './styles/welcome.css';
import './styles/manager.css';
import './styles/settings.css';
import './styles/activity.css';
import './styles/sync.css';
import './styles/exchange.css';
import './styles/reminder.css';
import './styles/trash.css';
import { useRef } from 'preact/hooks';
import { mount } from './mount';
import { Notices } from './parts/notices';
import { followState, vault } from './state';
import { Everything } from './views/everything';
import { Unlock } from './views/unlock';
import { Welcome } from './views/welcome';

/** The full page: everything there is. */
function FullPage() {
  const state = vault.value?.state;
  /** Once begun, the welcome stays until it is left or the vault locks: making the vault is only its first step. */
  const isWelcome = useRef(false);
  if (state === 'none') isWelcome.current = true;
  if (state === 'locked') isWelcome.current = false;
  return (
    <>
      {isWelcome.current && <Welcome />}
      {state === 'locked' && <Unlock />}
      {state === 'unlocked' && !isWelcome.current && <Everything />}
      <Notices />
    </>
  );
}

mount(FullPage, () => followState());
