import { ask } from '../ask';
import { attempt } from '../notice';
import { AskedAgain } from '../parts/asked-again';
import { readVault } from '../state';

/** Erases a vault that nothing opens any more. */
export function StartOver() {
  async function erase(): Promise<void> {
    await attempt(async () => {
      await ask({ type: 'vault-erase' });
      // Where something opens it after all, that is offered then.
      await readVault();
    });
  }
  return (
    <AskedAgain
      opener={{ action: 'start-over', label: 'startOver', kind: 'danger wide' }}
      question="startOverSure"
      yes={{ action: 'erase-vault', label: 'startOverYes' }}
      act={erase}
    />
  );
}
