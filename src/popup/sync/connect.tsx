import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ConnectResult } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { RecoveryField } from '../parts/recovery-field';
import { addressOf } from '../route';
import { vault } from '../state';
import { text } from '../text';
import { askForHost } from './host-permission';
import { PlaceChoice } from './place-choice';
import { keyFailureText, reasonText } from './sync-text';
import { useWebdav, WebdavFields } from './webdav-fields';

/**
 * One form for the first device and for each that joins: where, and the recovery key. Whether there is something
 * already, the place itself tells.
 */
export function Connect() {
  const place = useSignal<'browser' | 'webdav'>('browser');
  const server = useWebdav();
  const key = useSignal('');
  const busy = useSignal(false);
  const result = useSignal<ConnectResult | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function connect(): Promise<void> {
    if (busy.value) return;
    result.value = null;
    // Before anything is awaited: browsers ask only in answer to a click.
    const allowed = place.value === 'webdav' ? askForHost(server.url.value) : Promise.resolve(true);
    busy.value = true;
    await attempt(async () => {
      const recoveryKey = key.value;
      if (!(await allowed)) {
        result.value = { result: 'failed', reason: 'no-permission' };
      } else if (place.value === 'browser') {
        result.value = await ask({ type: 'sync-connect', place: 'browser', recoveryKey });
      } else {
        result.value = await ask({ type: 'sync-connect-webdav', ...server.values(), recoveryKey });
      }
      if (result.value?.result === 'ok') tell(text(result.value.joined ? 'syncJoined' : 'syncConnected'));
    });
    busy.value = false;
  }

  const failed = result.value;
  const keyFailure = failed ? keyFailureText(failed.result) : '';
  return (
    <form
      class="card sync-connect"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <p>{text('syncWhat')}</p>
      <PlaceChoice place={place} disabled={busy.value} />
      {place.value === 'webdav' && (
        <WebdavFields server={server} disabled={busy.value} badAddress={failed?.result === 'bad-address'} />
      )}
      <RecoveryField typed={key} disabled={busy.value} failure={keyFailure} field={field} />
      {!vault.value?.ways.recoveryKey && (
        <p class="hint">
          {text('syncNeedsKey')} <a href={addressOf({ view: 'settings' })}>{text('recoveryMake')}</a>
        </p>
      )}
      {failed?.result === 'failed' && (
        <p class="hint bad" role="alert">
          {reasonText(failed.reason)}
        </p>
      )}
      {failed?.result === 'not-allowed' && (
        <p class="hint bad" role="alert">
          {text('syncForbidden')}
        </p>
      )}
      <BusyButton
        action="sync-connect"
        label="syncConnect"
        during="syncConnecting"
        busy={busy.value}
        disabled={key.value.trim() === ''}
      />
    </form>
  );
}
