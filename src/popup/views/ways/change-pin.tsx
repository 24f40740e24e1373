import type { Proof } from '../../../messages/surface-background';
import { ask } from '../../ask';
import { tell } from '../../notice';
import { NewPinFields, useNewPin } from '../../parts/new-pin';
import { ProofForm } from '../../parts/proof-form';
import { text } from '../../text';

/** Another PIN, for who knows the old one or has another way in. */
export function ChangePin({ leave }: { leave: () => void }) {
  const choice = useNewPin();

  async function change(proof: Proof) {
    const result = await ask({ type: 'ways-change-pin', proof, pin: choice.pin.value });
    if (result.result === 'refused') choice.refuse(result.reason);
    return result;
  }

  return (
    <ProofForm
      action="change-pin"
      label="pinChange"
      during="pinChanging"
      check={() => choice.check() !== null}
      act={change}
      done={() => {
        tell(text('pinChanged'));
        leave();
      }}
      cancel={leave}
    >
      <NewPinFields choice={choice} name="new-pin" busy={false} />
    </ProofForm>
  );
}
