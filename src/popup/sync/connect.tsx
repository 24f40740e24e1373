import { ask } from '../ask';
import { tell } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { addressOf } from '../route';
import { vault } from '../state';
import { text } from '../text';
import { useWhereAndKey, WhereAndKeyFields } from './where-and-key';

/**
 * One form for the first device and for each that joins: where, and the recovery key. Whether there is something
 * already, the place itself tells.
 */
export function Connect() {
  const form = useWhereAndKey();
  return (
    <form
      class="card sync-connect"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit(async (at, recoveryKey) => {
          const result = await ask({ type: 'sync-connect', at, recoveryKey });
          if (result.result === 'ok') tell(text(result.joined ? 'syncJoined' : 'syncConnected'));
          return result;
        });
      }}
    >
      <p>{text('syncWhat')}</p>
      <WhereAndKeyFields form={form} />
      {!vault.value?.ways.recoveryKey && (
        <p class="hint">
          {text('syncNeedsKey')} <a href={addressOf({ view: 'settings' })}>{text('recoveryMake')}</a>
        </p>
      )}
      <BusyButton
        action="sync-connect"
        label="syncConnect"
        during="syncConnecting"
        busy={form.busy.value}
        disabled={form.key.value.trim() === ''}
      />
    </form>
  );
}
