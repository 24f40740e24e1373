import { useSignal } from '@preact/signals';
import type { Proof } from '../../../messages/surface-background';
import { ask } from '../../ask';
import { tell } from '../../notice';
import { ProofForm } from '../../parts/proof-form';
import { makePlatformPasskey } from '../../platform-authenticator';
import { platformText } from '../../platform-text';
import { vault } from '../../state';
import { text } from '../../text';

/** Who it is, then the system's own dialog, then the new way in. Resolves with why not, or an empty text. */
export async function addPlatform(proof: Proof) {
  // A wrong PIN is told before the device makes anything.
  const verified = await ask({ type: 'vault-unlock-with', proof });
  if (verified.result !== 'ok') return verified;
  const made = await makePlatformPasskey(vault.value?.ways.platform ?? []);
  if (made.result !== 'ok') return { result: 'told', failure: platformText(made.result) } as const;
  const { credentialId, prfSalt, prf } = made;
  return ask({ type: 'ways-add-platform', proof, credentialId, prfSalt, prf });
}

export function AddPlatform({ leave }: { leave: () => void }) {
  const failure = useSignal('');

  async function add(proof: Proof) {
    failure.value = '';
    const result = await addPlatform(proof);
    if (result.result === 'told') failure.value = result.failure;
    return result;
  }

  return (
    <ProofForm
      action="add-platform"
      label="platformAdd"
      during="platformAsking"
      act={add}
      done={() => {
        tell(text('platformAdded'));
        leave();
      }}
      cancel={leave}
    >
      {failure.value && (
        <p class="hint bad" role="alert">
          {failure.value}
        </p>
      )}
    </ProofForm>
  );
}
