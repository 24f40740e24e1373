import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Activity } from '../activity/activity';
import { shownPasskeys } from '../deletion';
import { BackupReminder } from '../exchange/backup-reminder';
import { Exchange } from '../exchange/exchange';
import { lockVault } from '../lock';
import { Brand } from '../parts/brand';
import { DamageNotice } from '../parts/damage-notice';
import { Icon, type IconName } from '../parts/icon';
import { useTitle } from '../parts/view-focus';
import { addressOf, lastOpened, type Route, route } from '../route';
import { Settings } from '../settings/settings';
import { SyncAttention } from '../sync/attention';
import { Sync } from '../sync/sync';
import { text } from '../text';
import { Credential } from './credential';
import { PasskeyList } from './passkey-list';
import { selected } from './selection';
import { Trash } from './trash';

/** The full page of an open vault: list and details side by side, and the settings. */
export function Everything() {
  const to = route.value;
  const { view } = to;
  return (
    <div class="everything">
      <header class="top">
        <Brand />
        <nav aria-label={text('navigation')}>
          <NavLink
            to={{ view: 'list' }}
            current={view === 'list' || view === 'credential'}
            icon="key"
            label={text('passkeysLabel')}
          />
          <NavLink to={{ view: 'sync' }} current={view === 'sync'} icon="sync" label={text('sync')}>
            <SyncAttention />
          </NavLink>
          <NavLink
            to={{ view: 'activity' }}
            current={view === 'activity'}
            icon="clock"
            label={text('activity')}
          />
          <NavLink
            to={{ view: 'exchange', id: null }}
            current={view === 'exchange'}
            icon="exchange"
            label={text('exchangeShort')}
          />
          <NavLink to={{ view: 'trash' }} current={view === 'trash'} icon="trash" label={text('trash')} />
          <NavLink
            to={{ view: 'settings' }}
            current={view === 'settings'}
            icon="settings"
            label={text('settings')}
          />
        </nav>
        <button type="button" class="quiet" data-action="lock" onClick={() => void lockVault()}>
          <Icon name="lock" />
          <span>{text('lock')}</span>
        </button>
      </header>
      <main>
        {view === 'settings' && <Settings />}
        {view === 'activity' && <Activity />}
        {(view === 'sync' || view === 'join') && <Sync />}
        {to.view === 'exchange' && <Exchange only={to.id} key={to.id} />}
        {view === 'trash' && <Trash />}
        {(view === 'list' || view === 'credential') && <Passkeys />}
      </main>
    </div>
  );
}

type NavLinkProps = {
  readonly to: Route;
  readonly current: boolean;
  readonly icon: IconName;
  readonly label: string;
  readonly children?: ComponentChildren;
};

/** Where room is short only the current one shows its label; the others keep it as their name. */
function NavLink({ to, current, icon, label, children }: NavLinkProps) {
  return (
    <a class="nav" href={addressOf(to)} aria-current={current ? 'page' : undefined} title={label}>
      <Icon name={icon} />
      <span>{label}</span>
      {children}
    </a>
  );
}

function Passkeys() {
  const to = route.value;
  const isSelecting = selected.value.size > 0;
  const isOpen = to.view === 'credential' && !isSelecting;
  useFocusBack(isOpen);
  useTitle(to.view === 'credential' ? null : text('titleList'));
  const isEmpty = shownPasskeys.value?.length === 0;
  return (
    <div class={isOpen ? 'panes open' : 'panes'}>
      <section
        class={isSelecting ? 'pane list-pane selecting' : 'pane list-pane'}
        data-view="list"
        aria-label={text('passkeysLabel')}
      >
        <h1 class="unseen">{text('passkeysLabel')}</h1>
        <DamageNotice />
        <BackupReminder />
        <PasskeyList several />
      </section>
      {!isEmpty && (
        <div class="pane detail-pane">
          {to.view === 'credential' && (
            // Out of sight for as long as others are selected: what was typed in it is still there then.
            <div hidden={isSelecting}>
              <Credential id={to.id} key={to.id} />
            </div>
          )}
          {!isOpen && (
            <p class="placeholder">
              <Icon name="key" />
              {text(isSelecting ? 'selectionHint' : 'chooseOne')}
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
