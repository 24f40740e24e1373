import { equal } from '../bytes';
import { CeremonyError } from '../webauthn/error';
import { accountOf } from './account';
import { attempt } from './attempt';
import type { Declined, GetAssertionParameters, MadeAssertion } from './authenticator';
import { candidatesAmong } from './candidates';
import type { Question } from './consent';
import type { AuthenticatorPorts } from './create-authenticator';
import type { StoredSource } from './credential-store';
import { signAssertion } from './sign-assertion';
import { mustVerify, verifiedBy } from './verification';

/** §sctn-op-get-assertion, with the standard's numbers. */
export async function getAssertion(
  parameters: GetAssertionParameters,
  signal: AbortSignal,
  ports: AuthenticatorPorts,
): Promise<MadeAssertion | Declined> {
  signal.throwIfAborted();
  // 1. All parameters are well-formed and of the correct length.
  checkParameters(parameters);

  // 2. to 5. What can answer; asked for only once the vault is unlocked.
  const verify = mustVerify(parameters.userVerification, parameters.extensions);
  const candidates = async (verified: boolean): Promise<readonly StoredSource[]> =>
    candidatesAmong(await ports.store.find(parameters.rpId), parameters, verified);

  // 7. Prompt the user to select a source and collect an authorization gesture.
  const question: Question = {
    ceremony: 'get',
    rpId: parameters.rpId,
    verify,
    accounts: async () => (await candidates(verify)).map(accountOf),
  };
  const answer = await ports.consent.ask(question, signal);
  signal.throwIfAborted();
  if (answer.decision === 'cancelled') throw new CeremonyError('NotAllowedError', 'cancelled');
  if (answer.decision !== 'approved') return { declined: answer.decision };
  const userVerified = verifiedBy(answer, question, parameters.userVerification);

  // 6. If there are none: nothing here can answer, but the browser may. Counted again with what the person
  // really did, since credProtect may hide a source from a gesture without verification.
  const options = await attempt(signal, 'storage-failed', () => candidates(userVerified));
  if (options.length === 0) return { declined: 'nothing' };
  const { id } = answer;
  const selected = id === null ? undefined : options.find(({ source }) => equal(source.id, id));
  if (selected === undefined) throw new CeremonyError('NotAllowedError', 'nothing-found');

  // 8. to 12.
  const { assertion, use } = await attempt(signal, 'internal', () =>
    signAssertion(selected, parameters, userVerified, ports.platform),
  );

  // The counter and a written blob are durable before the relying party hears of them.
  await attempt(signal, 'storage-failed', () => ports.store.recordUse(selected.source.id, use));

  // 13. Return to the user agent.
  return assertion;
}

function checkParameters({ hash, rpId, allowList }: GetAssertionParameters): void {
  // An empty list is the client's mistake: it must not turn into "any credential".
  const wellFormed = hash.length === 32 && rpId !== '' && (allowList === null || allowList.length > 0);
  if (!wellFormed) throw new CeremonyError('UnknownError', 'internal');
}
