import * as v from 'valibot';
import { as, type CredentialId, fromBase64url, toBase64url, type UserHandle } from '../../core/bytes';
import type { SignalInstruction } from '../../core/client/signal-methods';
import { sessionList } from '../session-list';
import type { SessionArea } from '../vault/vault';

/** What sites said while the vault was locked. In memory alone: it names sites and accounts. */
export type KeptSignals = {
  /** In place of what the site said before of the same credential or account. */
  keep(instruction: SignalInstruction): Promise<void>;
  /** Oldest first. */
  all(): Promise<readonly SignalInstruction[]>;
  /** Carried out. */
  drop(instruction: SignalInstruction): Promise<void>;
};

const KEPT = 100;
/** So that no site crowds out the others. */
const KEPT_OF_SITE = 10;
/** Characters; a list of all 64 credentials that an account may have takes less. */
const LARGEST = 8000;

const text = v.string();
const kept = v.variant('signal', [
  v.object({ signal: v.literal('unknown-credential'), rpId: text, credentialId: text }),
  v.object({
    signal: v.literal('all-accepted-credentials'),
    ...{ rpId: text, userHandle: text, accepted: v.array(text) },
  }),
  v.object({
    signal: v.literal('current-user-details'),
    ...{ rpId: text, userHandle: text, name: text, displayName: text },
  }),
]);
type Kept = v.InferOutput<typeof kept>;

export function keptSignals(session: SessionArea): KeptSignals {
  const signals = sessionList(session, { key: 'signals', item: kept, max: KEPT });

  return {
    async keep(instruction) {
      const added = keptOf(instruction);
      if (JSON.stringify(added).length > LARGEST) return;
      await signals.change((all) => {
        const others = all.filter((other) => subjectOf(other) !== subjectOf(added));
        const ofSite = others.filter(({ rpId }) => rpId === added.rpId);
        const oldest = ofSite.length < KEPT_OF_SITE ? undefined : ofSite[0];
        return [...others.filter((other) => other !== oldest), added];
      });
    },

    all: async () => (await signals.all()).map(instructionOf),

    drop(instruction) {
      const done = subjectOf(keptOf(instruction));
      return signals.change((all) => all.filter((one) => subjectOf(one) !== done));
    },
  };
}

/** What a later signal takes the place of. */
function subjectOf(signal: Kept): string {
  const subject = signal.signal === 'unknown-credential' ? signal.credentialId : signal.userHandle;
  return JSON.stringify([signal.signal, signal.rpId, subject]);
}

function keptOf(instruction: SignalInstruction): Kept {
  switch (instruction.signal) {
    case 'unknown-credential':
      return { ...instruction, credentialId: toBase64url(instruction.credentialId) };
    case 'all-accepted-credentials':
      return {
        ...instruction,
        userHandle: toBase64url(instruction.userHandle),
        accepted: instruction.accepted.map(toBase64url),
      };
    case 'current-user-details':
      return { ...instruction, userHandle: toBase64url(instruction.userHandle) };
  }
}

function instructionOf(signal: Kept): SignalInstruction {
  switch (signal.signal) {
    case 'unknown-credential':
      return { ...signal, credentialId: as<CredentialId>(fromBase64url(signal.credentialId)) };
    case 'all-accepted-credentials':
      return {
        ...signal,
        userHandle: as<UserHandle>(fromBase64url(signal.userHandle)),
        accepted: signal.accepted.map((id) => as<CredentialId>(fromBase64url(id))),
      };
    case 'current-user-details':
      return { ...signal, userHandle: as<UserHandle>(fromBase64url(signal.userHandle)) };
  }
}
