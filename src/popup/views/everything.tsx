import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Activity } from '../activity/activity';
import { shownPasskeys } from '../deletion';
import { BackupReminder } from '../exchange/backup-reminder';
import { Exchange } from '../exchange/exchange';
import { lockVault } from '../lock';
import { Brand } from '../parts/brand';
import { Icon } from '../parts/icon';
import { useTitle } from '../parts/view-focus';
import { addressOf, lastOpened, type Route, route } from '../route';
import { Settings } from '../settings/settings';
import { Sync } from '../sync/sync';
import { text } from '../text';
import { Credential } from './credential';
import { PasskeyList } from './passkey-list';
import { selected } from './selection';

/** The full page of an open vault: list and details side by side, and the settings. */
export function Everything() {
  const to = route.value;
  const { view } = to;
  return (
    <div class="everything">
      <header class="top">
        <Brand />
        <nav aria-label={text('navigation')}>
          <NavLink to={{ view: 'list' }} current={view === 'list' || view === 'credential'}>
            <Icon name="key" />
            {text('passkeysLabel')}
          </NavLink>
          <NavLink to={{ view: 'sync' }} current={view === 'sync'}>
            <Icon name="sync" />
            {text('sync')}
          </NavLink>
          <NavLink to={{ view: 'activity' }} current={view === 'activity'}>
            <Icon name="clock" />
            {text('activity')}
          </NavLink>
          <NavLink to={{ view: 'exchange', id: null }} current={view === 'exchange'}>
            <Icon name="exchange" />
            {text('exchange')}
          </NavLink>
          <NavLink to={{ view: 'settings' }} current={view === 'settings'}>
            <Icon name="settings" />
            {text('settings')}
          </NavLink>
        </nav>
        <button type="button" class="quiet" data-action="lock" onClick={() => void lockVault()}>
          <Icon name="lock" />
          {text('lock')}
        </button>
      </header>
      <main>
        {view === 'settings' && <Settings />}
        {view === 'activity' && <Activity />}
        {view === 'sync' && <Sync />}
        {to.view === 'exchange' && <Exchange only={to.id} key={to.id} />}
        {(view === 'list' || view === 'credential') && <Passkeys />}
      </main>
    </div>
  );
}

function NavLink({ to, current, children }: { to: Route; current: boolean; children: ComponentChildren }) {
  return (
    <a class="nav" href={addressOf(to)} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}

function Passkeys() {
  const to = route.value;
  const isOpen = to.view === 'credential' && selected.value.size === 0;
  useFocusBack(isOpen);
  useTitle(isOpen ? null : text('titleList'));
  const isEmpty = shownPasskeys.value?.length === 0;
  return (
    <div class={isOpen ? 'panes open' : 'panes'}>
      <section
        class={selected.value.size > 0 ? 'pane list-pane selecting' : 'pane list-pane'}
        data-view="list"
        aria-label={text('passkeysLabel')}
      >
        <h1 class="unseen">{text('passkeysLabel')}</h1>
        <BackupReminder />
        <PasskeyList several />
      </section>
      {!isEmpty && (
        <div class="pane detail-pane">
          {isOpen ? (
            <Credential id={to.id} key={to.id} />
          ) : (
            <p class="placeholder">
              <Icon name="key" />
              {text(selected.value.size > 0 ? 'selectionHint' : 'chooseOne')}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** Where the details take the place of the list, leaving them gives the row its focus back. */
function useFocusBack(isOpen: boolean): void {
  const was = useRef(isOpen);
  useEffect(() => {
    if (was.current && !isOpen && document.activeElement === document.body) {
      const row = document.querySelector<HTMLElement>(`[data-credential="${lastOpened()}"] a`);
      (row ?? document.querySelector<HTMLElement>('[name="search"]'))?.focus();
    }
    was.current = isOpen;
  }, [isOpen]);
}
