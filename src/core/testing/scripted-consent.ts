import type { Answer, Consent, Question } from '../authenticator/consent';

export type ScriptedConsent = Consent & {
  /** What was asked so far. */
  readonly questions: Question[];
};

/** The person said yes, verified, and took the first account offered. */
export const approved = { decision: 'approved', userVerified: true, id: null } as const satisfies Answer;

/**
 * A Consent that knows its answer, or works it out from the question. Approving a get without an id takes the
 * first account, and says 'nothing' where there is none, as the real prompt does.
 */
export function scriptedConsent(
  answer: Answer | ((question: Question, signal: AbortSignal) => Answer | Promise<Answer>) = approved,
): ScriptedConsent {
  const questions: Question[] = [];
  return {
    questions,
    async ask(question, signal) {
      questions.push(question);
      signal.throwIfAborted();
      const given = typeof answer === 'function' ? await answer(question, signal) : answer;
      signal.throwIfAborted();
      if (given.decision !== 'approved' || given.id !== null || question.ceremony !== 'get') return given;
      const [first] = await question.accounts();
      return first === undefined ? { decision: 'nothing' } : { ...given, id: first.id };
    },
  };
}
