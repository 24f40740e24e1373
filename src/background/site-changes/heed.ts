import type { SignalInstruction } from '../../core/client/signal-methods';
import type { Activity } from '../activity/activity';
import type { SignalEffect } from '../vault/signalled';
import type { Vault } from '../vault/vault';
import type { SiteChanges } from './site-changes';

export type HeedPorts = {
  readonly vault: Pick<Vault, 'state' | 'unknownCredential' | 'allAccepted' | 'currentDetails'>;
  readonly changes: Pick<SiteChanges, 'add'>;
  readonly activity: Pick<Activity, 'note'>;
};

const reasons = { hidden: 'passkey-hidden', shown: 'passkey-kept', renamed: 'passkey-renamed' } as const;

/**
 * The authenticator's part of the signal methods (§sctn-signal-methods): hides rather than removes, and tells the
 * person. A locked vault cannot be changed; the site will say it again after the next sign-in.
 */
export function heed({ vault, changes, activity }: HeedPorts) {
  function act(instruction: SignalInstruction): Promise<readonly SignalEffect[]> {
    const { rpId } = instruction;
    switch (instruction.signal) {
      case 'unknown-credential':
        return vault.unknownCredential(rpId, instruction.credentialId);
      case 'all-accepted-credentials':
        return vault.allAccepted(rpId, instruction.userHandle, instruction.accepted);
      case 'current-user-details':
        return vault.currentDetails(rpId, instruction.userHandle, {
          userName: instruction.name,
          userDisplayName: instruction.displayName,
        });
    }
  }

  return async (instruction: SignalInstruction): Promise<void> => {
    if ((await vault.state()) !== 'unlocked') return;
    const effects = await act(instruction);
    await changes.add(effects);
    for (const { effect } of effects) {
      const { rpId } = instruction;
      activity.note({ kind: 'signal', site: rpId, rpId: null, result: 'done', reason: reasons[effect] });
    }
  };
}
