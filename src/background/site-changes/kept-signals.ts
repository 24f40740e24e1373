import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';
import { as, type CredentialId, fromBase64url, toBase64url, type UserHandle, utf8 } from '../../core/bytes';
import type { SignalInstruction } from '../../core/client/signal-methods';
import type { Notes } from '../notes';
import { sessionList } from '../session-list';
import type { SessionArea } from '../vault/vault';

/** What sites said while the vault was locked: in memory alone, and sealed, for it names sites and accounts. */
export type KeptSignals = {
  /** In place of what the site said before of the same credential or account. */
  keep(instruction: SignalInstruction): Promise<void>;
  /** Oldest first. Throws locked. */
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

const sealed = v.object({
  /** 16 bits of whom it is about, and of the site: enough to tell them apart, and far too little to tell a name. */
  subject: v.number(),
  site: v.number(),
  note: v.string(),
});
type Sealed = v.InferOutput<typeof sealed>;

export function keptSignals(session: SessionArea, notes: Pick<Notes, 'seal' | 'open'>): KeptSignals {
  const signals = sessionList(session, { key: 'signals', item: sealed, max: KEPT });

  async function opened({ note }: Sealed): Promise<readonly SignalInstruction[]> {
    const content = await notes.open(note);
    const parsed = v.safeParse(kept, content === null ? null : JSON.parse(content));
    return parsed.success ? [instructionOf(parsed.output)] : [];
  }

  return {
    async keep(instruction) {
      const added = keptOf(instruction);
      const content = JSON.stringify(added);
      const note = content.length > LARGEST ? null : await notes.seal(content);
      if (note === null) return;
      const subject = short(subjectOf(added));
      const site = short(added.rpId);
      await signals.change((all) => {
        const others = all.filter((other) => other.subject !== subject);
        const ofSite = others.filter((other) => other.site === site);
        const oldest = ofSite.length < KEPT_OF_SITE ? undefined : ofSite[0];
        return [...others.filter((other) => other !== oldest), { subject, site, note }];
      });
    },

    all: async () => (await Promise.all((await signals.all()).map(opened))).flat(),

    drop(instruction) {
      const subject = short(subjectOf(keptOf(instruction)));
      return signals.change((all) => all.filter((one) => one.subject !== subject));
    },
  };
}

function short(text: string): number {
  const [high = 0, low = 0] = sha256(utf8(text));
  return high * 256 + low;
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
