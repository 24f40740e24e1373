import type { Account, Answer } from '../../core/authenticator/consent';
import { toBase64url } from '../../core/bytes';
import type { ConfirmResult, PromptView, Verification } from '../../messages/surface-background';
import { proofFrom } from '../surface/proof-from';
import type { Vault } from '../vault/vault';
import type { Ceremonies } from './ceremonies';
import { accountsOf, type Ceremony } from './ceremony';
import { promptView } from './prompt-view';
import type { Prompts } from './prompts';
import type { CeremonyRecords } from './record';

/** What the person does in a prompt. The only way to an answer. */
export type Person = {
  view(id: string): Promise<PromptView | null>;
  waiting(): Promise<PromptView | null>;
  confirm(id: string, proof: Verification | null, account: string | null): Promise<ConfirmResult>;
  /** Asks on in a window of its own. */
  toWindow(id: string): Promise<void>;
  /** Whether it stands in a window of its own, which is then in front. */
  toFront(id: string): Promise<boolean>;
  decline(id: string, decision: 'cancelled' | 'use-other'): Promise<void>;
};

export type PersonPorts = {
  readonly ceremonies: Ceremonies;
  readonly records: CeremonyRecords;
  readonly vault: Vault;
  readonly prompts: Pick<Prompts, 'toWindow' | 'toFront'>;
};

export function person({ ceremonies, records, vault, prompts }: PersonPorts): Person {
  /** Verifies the person for this ceremony; unlocks the vault where it is locked: one entry, not two. */
  async function verify(ceremony: Ceremony, proof: Verification): Promise<ConfirmResult> {
    const result = await vault.unlockWith(proofFrom(proof));
    if (result.result === 'ok') {
      ceremony.record = { ...ceremony.record, verified: true };
      await records.put(ceremony.record);
    }
    return result;
  }

  async function view(ceremony: Ceremony | null): Promise<PromptView | null> {
    return ceremony && promptView(ceremony, vault);
  }

  async function lookAgain(ceremony: Ceremony): Promise<ConfirmResult> {
    const now = await view(ceremony);
    return now ? { result: 'look-again', view: now } : { result: 'gone' };
  }

  return {
    view: async (id) => view(await ceremonies.find(id)),

    waiting: () => view(ceremonies.waiting()),

    async confirm(id, proof, account) {
      const ceremony = await ceremonies.find(id);
      if (!ceremony) return { result: 'gone' };
      const { asking } = ceremony;
      // The prompt says it again where the worker died before the prompt heard that it was kept.
      if (!asking) return { result: isApproved(ceremony) ? 'ok' : 'gone' };
      const { question } = asking;

      const locked = (await vault.state()) !== 'unlocked';
      if (locked || (question.verify && !ceremony.record.verified)) {
        if (proof === null) return { result: 'wrong-pin', pin: await vault.pinState() };
        const result = await verify(ceremony, proof);
        if (result.result !== 'ok') return result;
      }

      let chosen: Account | null = null;
      if (question.ceremony === 'get') {
        const accounts = await accountsOf(ceremony, question);
        if (accounts.length === 0) return { result: 'nothing' };
        chosen = choose(accounts, account);
        if (!chosen) return lookAgain(ceremony);
      }
      const excluded = question.ceremony === 'create' && (await question.excluded());
      // A prompt over a locked vault could not say what a yes would replace.
      if (locked && !excluded && question.ceremony === 'create' && (await question.replaces()))
        return lookAgain(ceremony);
      const userVerified = question.verify && ceremony.record.verified;
      await asking.answer({ decision: 'approved', userVerified, id: chosen?.id ?? null } satisfies Answer);
      return { result: excluded ? 'excluded' : 'ok' };
    },

    async toWindow(id) {
      const ceremony = await ceremonies.find(id);
      if (ceremony) await prompts.toWindow(ceremony);
    },

    async toFront(id) {
      const ceremony = await ceremonies.find(id);
      return ceremony !== null && prompts.toFront(ceremony);
    },

    async decline(id, decision) {
      const ceremony = await ceremonies.find(id);
      await ceremony?.asking?.answer({ decision });
    },
  };
}

function isApproved({ record }: Ceremony): boolean {
  return record.answer?.decision === 'approved';
}

/** The account with that id; the only one where none was named; else null. */
function choose(accounts: readonly Account[], id: string | null): Account | null {
  if (id !== null) return accounts.find((account) => toBase64url(account.id) === id) ?? null;
  const [first, ...others] = accounts;
  return first && others.length === 0 ? first : null;
}
