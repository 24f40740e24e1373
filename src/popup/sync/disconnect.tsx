import { useSignal } from '@preact/signals';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { text } from '../text';

/** Leaves sync, once asked again: the passkeys stay, here and there. */
export function Disconnect() {
  const asked = useSignal(false);
  const busy = useSignal(false);
  async function disconnect(): Promise<void> {
    busy.value = true;
    await attempt(async () => {
      await ask({ type: 'sync-disconnect' });
      tell(text('syncDisconnected'));
    });
    busy.value = false;
  }
  return (
    <div class="disconnect">
      <p class="hint">{text(asked.value ? 'syncDisconnectSure' : 'syncDisconnectHint')}</p>
      <BusyButton
        action="sync-disconnect"
        label={asked.value ? 'syncDisconnectYes' : 'syncDisconnect'}
        during="working"
        kind="danger"
        busy={busy.value}
        act={() => {
          if (asked.value) void disconnect();
          else asked.value = true;
        }}
      />
    </div>
  );
}
