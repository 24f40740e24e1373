import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../ask';
import { attempt } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { NewPinFields, useNewPin } from '../parts/new-pin';
import { readVault } from '../state';
import { keepStorage } from '../storage-promise';
import { text } from '../text';

/** A PIN, twice, and the vault is made; the key derivation takes about half a second. */
export function MakeVault({ made }: { made: (pin: string) => void }) {
  const choice = useNewPin();
  const busy = useSignal(false);
  useEffect(() => choice.field.current?.focus(), []);

  async function make(): Promise<void> {
    if (busy.value) return;
    const pin = choice.check();
    if (pin === null) return;
    busy.value = true;
    await attempt(async () => {
      const result = await ask({ type: 'vault-make', pin });
      if (result.result === 'refused') return choice.refuse(result.reason);
      made(pin);
      await keepStorage();
      await readVault();
    });
    busy.value = false;
  }

  return (
    <form
      class="make-vault"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h2>{text('makeTitle')}</h2>
      <p class="hint">{text('makeText')}</p>
      <NewPinFields choice={choice} name="pin" busy={busy.value} />
      <BusyButton
        action="create-vault"
        label="makeVault"
        during="making"
        busy={busy.value}
        kind="primary wide"
      />
      <p class="hint">{text('makeWarning')}</p>
      <p>
        <a href="welcome.html#join" data-action="join-others">
          {text('joinLink')}
        </a>
      </p>
    </form>
  );
}
