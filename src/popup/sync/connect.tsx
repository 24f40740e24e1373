import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ConnectResult, Proof, SyncPlace } from '../../messages/surface-background';
import { ask } from '../ask';
import { tell } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { ProofForm } from '../parts/proof-form';
import { addressOf } from '../route';
import { vault } from '../state';
import { text } from '../text';
import { useWhereAndKey, type WhereAndKey, WhereAndKeyFields } from './where-and-key';

/**
 * One form for the first device and for each that joins: where, and the recovery key. Whether there is something
 * already, the place itself tells. A key that is not this vault's own is followed by a proof.
 */
export function Connect() {
  const form = useWhereAndKey();
  const isForeign = useSignal(false);
  const was = useRef(false);

  // Who leaves the proof is back at the key that asked for it.
  useEffect(() => {
    if (was.current && !isForeign.value) form.field.current?.focus();
    was.current = isForeign.value;
  }, [isForeign.value]);

  async function connect(at: SyncPlace, recoveryKey: string, proof: Proof | null): Promise<ConnectResult> {
    const result = await ask({ type: 'sync-connect', at, recoveryKey, proof });
    if (result.result === 'ok') tell(text(result.joined ? 'syncJoined' : 'syncConnected'));
    isForeign.value = result.result === 'not-verified';
    return result;
  }

  return isForeign.value ? (
    <ForeignKey form={form} connect={connect} cancel={() => (isForeign.value = false)} />
  ) : (
    <form
      class="card sync-connect"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit((at, recoveryKey) => connect(at, recoveryKey, null));
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

type ForeignKeyProps = {
  readonly form: WhereAndKey;
  readonly connect: (at: SyncPlace, recoveryKey: string, proof: Proof) => Promise<ConnectResult>;
  readonly cancel: () => void;
};

/** What was typed leads to others' devices: what comes of that, and who asks for it. */
function ForeignKey({ form, connect, cancel }: ForeignKeyProps) {
  // The browser was asked for the host when the key was looked for there.
  async function act(proof: Proof) {
    const result = await connect(form.at(), form.key.value, proof);
    if (result.result === 'not-verified') return result.proof;
    form.failed.value = result.result === 'ok' ? null : result;
    return { result: result.result === 'ok' ? 'ok' : 'failed' };
  }
  return (
    <div class="card sync-connect" data-foreign-key>
      <p>{text('syncForeignKey')}</p>
      <ProofForm
        action="sync-connect"
        label="syncConnect"
        during="syncConnecting"
        act={act}
        done={() => undefined}
        cancel={cancel}
      />
    </div>
  );
}
