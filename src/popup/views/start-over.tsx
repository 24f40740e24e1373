import { ask } from '../ask';
import { attempt } from '../notice';
import { AskedAgain } from '../parts/asked-again';
import { readVault } from '../state';

/** Erases a vault that nothing opens any more: `othersLost` where something would, and the person has lost that. */
export function StartOver({ othersLost }: { othersLost: boolean }) {
  async function erase(): Promise<void> {
    await attempt(async () => {
      await ask({ type: 'vault-erase', othersLost });
      // Where something opens it after all, that is offered then.
      await readVault();
    });
  }
  return (
    <AskedAgain
      opener={{ action: 'start-over', label: 'startOver', kind: othersLost ? 'quiet wide' : 'danger wide' }}
      question={othersLost ? 'startOverLost' : 'startOverSure'}
      yes={{ action: 'erase-vault', label: 'startOverYes' }}
      act={erase}
    />
  );
}
