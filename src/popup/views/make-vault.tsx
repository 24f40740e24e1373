import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { BusyButton } from '../parts/busy-button';
import { NewPinFields, useNewPin } from '../parts/new-pin';
import { text } from '../text';
import { makeVault } from '../vault-making';

/** A PIN, twice, and the vault is made; the key derivation takes about half a second. */
export function MakeVault({ made }: { made: (pin: string) => void }) {
  const choice = useNewPin();
  const busy = useSignal(false);
  useEffect(() => choice.field.current?.focus(), []);

  return (
    <form
      class="make-vault"
      onSubmit={(event) => {
        event.preventDefault();
        void makeVault(choice, busy, made);
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
