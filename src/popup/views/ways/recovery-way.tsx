import { useSignal } from '@preact/signals';
import type { Proof } from '../../../messages/surface-background';
import { ask } from '../../ask';
import { ProofForm } from '../../parts/proof-form';
import { RecoverySheet } from './recovery-sheet';

/** Who it is, then the new key on its sheet; the old one goes when the new one is confirmed. */
export function NewRecoveryKey({ leave }: { leave: () => void }) {
  const recoveryKey = useSignal<string | null>(null);

  async function draw(proof: Proof) {
    const result = await ask({ type: 'ways-new-recovery-key', proof });
    if (result.result === 'ok') recoveryKey.value = result.recoveryKey;
    return result;
  }

  if (recoveryKey.value !== null) return <RecoverySheet recoveryKey={recoveryKey.value} leave={leave} />;
  return (
    <ProofForm
      action="new-recovery-key"
      label="recoveryMake"
      during="working"
      act={draw}
      done={() => undefined}
      cancel={leave}
    />
  );
}
