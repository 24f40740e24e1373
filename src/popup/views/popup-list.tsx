import { BackupReminder } from '../exchange/backup-reminder';
import { lockVault } from '../lock';
import { openPage } from '../open-page';
import { Brand } from '../parts/brand';
import { DamageNotice } from '../parts/damage-notice';
import { Icon } from '../parts/icon';
import { useTitle } from '../parts/view-focus';
import { text } from '../text';
import { PasskeyList } from './passkey-list';
import { SiteCard } from './site-card';

/** The popup's list, with the ways to the full page and to a locked vault. */
export function PopupList() {
  useTitle(text('titleList'));
  return (
    <main class="popup-list" data-view="list">
      <header class="top">
        <h1>
          <Brand />
        </h1>
        <button
          type="button"
          class="quiet round"
          data-action="open-manager"
          aria-label={text('openManager')}
          title={text('openManager')}
          onClick={() => void openPage('manager.html')}
        >
          <Icon name="open" />
        </button>
        <button
          type="button"
          class="quiet round"
          data-action="lock"
          aria-label={text('lock')}
          title={text('lock')}
          onClick={() => void lockVault()}
        >
          <Icon name="lock" />
        </button>
      </header>
      <SiteCard />
      <DamageNotice />
      <BackupReminder />
      <PasskeyList />
    </main>
  );
}
