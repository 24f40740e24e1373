import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Proof } from '../../messages/surface-background';
import { ask } from '../ask';
import { BusyButton } from '../parts/busy-button';
import { NewPinFields, useNewPin } from '../parts/new-pin';
import { RecoveryField } from '../parts/recovery-field';
import { useProving } from '../proving';
import { text } from '../text';

/** Opens the vault with the recovery key and sets a new PIN, also where the old one is blocked or forgotten. */
export function Recover({ back }: { back: () => void }) {
  const typed = useSignal('');
  const choice = useNewPin();
  const proving = useProving();
  const field = useRef<HTMLInputElement>(null);
  const busy = proving.busy.value;
  useEffect(() => field.current?.focus(), []);

  async function open(proof: Proof, pin: string) {
    const changed = await ask({ type: 'ways-change-pin', proof, pin });
    if (changed.result === 'refused') choice.refuse(changed.reason);
    if (changed.result !== 'ok') return changed;
    return ask({ type: 'vault-unlock-with', proof });
  }

  async function recover(): Promise<void> {
    if (typed.value === '') return field.current?.focus();
    const pin = choice.check();
    if (pin === null) return;
    await proving.by({ by: 'recovery-key', recoveryKey: typed.value }, (proof) => open(proof, pin));
    if (proving.failure.value) field.current?.focus();
  }

  return (
    <form
      class="recover"
      onSubmit={(event) => {
        event.preventDefault();
        void recover();
      }}
    >
      <RecoveryField typed={typed} disabled={busy} field={field} failure={proving.failure.value} />
      <NewPinFields choice={choice} name="new-pin" busy={busy} />
      <BusyButton action="unlock" label="recover" during="recovering" busy={busy} kind="primary wide" />
      <button type="button" class="quiet wide" data-action="cancel" disabled={busy} onClick={back}>
        {text('cancel')}
      </button>
    </form>
  );
}
