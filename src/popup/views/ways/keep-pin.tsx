import { useSignal } from '@preact/signals';
import type { Proof } from '../../../messages/surface-background';
import { ask } from '../../ask';
import { tell } from '../../notice';
import { ProofForm } from '../../parts/proof-form';
import { text } from '../../text';

/** For those who fear a stolen disk: nothing on it then opens by guessing a PIN. */
export function KeepPin({ where, leave }: { where: 'device' | 'session'; leave: () => void }) {
  const refused = useSignal(false);

  async function keep(proof: Proof) {
    const result = await ask({ type: 'ways-keep-pin', proof, where });
    refused.value = result.result === 'only-way';
    return result;
  }

  return (
    <ProofForm
      action="save"
      label={where === 'session' ? 'keepInMemory' : 'keepOnDevice'}
      during="working"
      act={keep}
      done={() => {
        tell(text('saved'));
        leave();
      }}
      cancel={leave}
    >
      {refused.value && (
        <p class="hint bad" role="alert">
          {text('keepOnlyWay')}
        </p>
      )}
    </ProofForm>
  );
}
