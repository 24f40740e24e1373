import type { SignalInstruction } from '../../core/client/signal-methods';
import { VaultError } from '../../core/vault/error';
import type { Activity } from '../activity/activity';
import { inTurn } from '../vault/in-turn';
import type { SignalEffect } from '../vault/signalled';
import type { Vault } from '../vault/vault';
import type { KeptSignals } from './kept-signals';
import type { SiteChanges } from './site-changes';

/** The authenticator's part of the signal methods (§sctn-signal-methods). */
export type Heed = {
  /** Hides rather than removes, and tells the person. A locked vault cannot be changed: it is kept until then. */
  heed(instruction: SignalInstruction): Promise<void>;
  /** The vault is open: what sites said meanwhile. */
  catchUp(): Promise<void>;
};

export type HeedPorts = {
  readonly vault: Pick<Vault, 'mayHold' | 'unknownCredential' | 'allAccepted' | 'currentDetails'>;
  readonly kept: KeptSignals;
  readonly changes: Pick<SiteChanges, 'add'>;
  readonly activity: Pick<Activity, 'note'>;
};

/** What was said waits, sealed, until the next unlock. */
function noneIfLocked(error: unknown): readonly SignalInstruction[] {
  if (error instanceof VaultError && (error.reason === 'locked' || error.reason === 'no-vault')) return [];
  throw error;
}

const reasons = { hidden: 'passkey-hidden', shown: 'passkey-kept', renamed: 'passkey-renamed' } as const;

export function heeding({ vault, kept, changes, activity }: HeedPorts): Heed {
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

  /** False where the vault is locked. */
  async function carryOut(instruction: SignalInstruction): Promise<boolean> {
    const { rpId } = instruction;
    try {
      const effects = await act(instruction);
      await changes.add(effects);
      for (const { effect } of effects)
        activity.note({ kind: 'signal', site: rpId, rpId: null, result: 'done', reason: reasons[effect] });
      return true;
    } catch (error) {
      if (error instanceof VaultError && error.reason === 'locked') return false;
      throw error;
    }
  }

  async function catchUp(): Promise<void> {
    for (const instruction of await kept.all().catch(noneIfLocked))
      if (await carryOut(instruction)) await kept.drop(instruction);
  }

  /** In turn, so that each is carried out once, and what waited never undoes what was said later. */
  const queue = inTurn();
  return {
    heed: (instruction) =>
      queue(async () => {
        if (await carryOut(instruction)) await kept.drop(instruction);
        else if (await vault.mayHold(instruction.rpId)) await kept.keep(instruction);
      }),

    catchUp: () => queue(catchUp),
  };
}
