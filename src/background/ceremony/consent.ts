import type { Answer, Consent, Question } from '../../core/authenticator/consent';
import { as, fromBase64url, toBase64url } from '../../core/bytes';
import { abortable, deferred } from '../deferred';
import type { Vault } from '../vault/vault';
import { accountsOf, type Ceremony } from './ceremony';
import type { Prompts } from './prompts';
import type { CeremonyRecord, CeremonyRecords } from './record';
import type { TabInFront } from './tab-in-front';
import type { Turns } from './turns';

export type ConsentPorts = {
  readonly vault: Vault;
  readonly records: CeremonyRecords;
  readonly prompts: Prompts;
  readonly turns: Turns;
  readonly tabInFront: TabInFront;
};

/**
 * The person, as one ceremony's authenticator knows them. An answer that was given before the worker died is
 * found in the record; a prompt that was open is taken over, not opened again.
 */
export function consentFor(
  ceremony: Ceremony,
  ports: ConsentPorts,
  onTurn: (end: () => void) => void,
): Consent {
  const { vault, records, prompts, turns, tabInFront } = ports;

  async function canAnswer(question: Question): Promise<boolean> {
    const state = await vault.state();
    if (state === 'none') return false;
    if (question.ceremony === 'create') return true;
    if (state === 'locked') return vault.mayHold(question.rpId);
    return (await accountsOf(ceremony, question)).length > 0;
  }

  /** A page that nobody sees waits without a turn, for the prompts of those in front (D34). */
  async function turn(signal: AbortSignal): Promise<() => void> {
    const { tabId, surface } = ceremony.record;
    for (;;) {
      if (!surface) await tabInFront.wait(tabId, signal);
      const end = await turns.take(signal);
      if (surface || (await tabInFront.now(tabId).catch(() => false))) return end;
      end();
    }
  }

  return {
    async ask(question, signal) {
      if (ceremony.record.answer) return restore(ceremony.record.answer);
      // A request that nothing here can answer goes to the browser at once, without a trace (§ "Good neighbour").
      if (!ceremony.record.surface && !(await canAnswer(question))) return { decision: 'nothing' };

      await records.put(ceremony.record);
      onTurn(await turn(signal));

      const answered = deferred<Answer>();
      const kept = deferred<void>();
      const take = (answer: Answer) => {
        answered.resolve(answer);
        return kept.promise;
      };
      ceremony.asking = { question, answer: take };
      ceremony.asked.resolve();
      try {
        await abortable(prompts.open(ceremony), signal);
        const answer = await abortable(answered.promise, signal);
        ceremony.record = { ...ceremony.record, answer: keep(answer) };
        await records.put(ceremony.record);
        return answer;
      } finally {
        ceremony.asking = null;
        kept.resolve();
      }
    },
  };
}

function keep(answer: Answer): NonNullable<CeremonyRecord['answer']> {
  return answer.decision === 'approved' ? { ...answer, id: answer.id && toBase64url(answer.id) } : answer;
}

function restore(answer: NonNullable<CeremonyRecord['answer']>): Answer {
  return answer.decision === 'approved'
    ? { ...answer, id: answer.id === null ? null : as(fromBase64url(answer.id)) }
    : answer;
}
