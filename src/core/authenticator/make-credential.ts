import { equal, toBase64url } from '../bytes';
import type { CoseAlgorithm } from '../webauthn/credential-source';
import { CeremonyError } from '../webauthn/error';
import { accountOf } from './account';
import { supportedAlgorithms } from './algorithms/registry';
import { attempt } from './attempt';
import { attest } from './attest';
import type { Declined, MadeCredential, MakeCredentialParameters } from './authenticator';
import type { Question } from './consent';
import type { AuthenticatorPorts } from './create-authenticator';
import type { StoredSource } from './credential-store';
import { newSource } from './new-source';
import { mustVerify, verifiedBy } from './verification';

/**
 * §sctn-op-make-cred, with the standard's numbers. May run again with the same `newId` after the worker died:
 * a source that was stored by then is answered for, and no second one is made.
 */
export async function makeCredential(
  parameters: MakeCredentialParameters,
  signal: AbortSignal,
  ports: AuthenticatorPorts,
): Promise<MadeCredential | Declined> {
  signal.throwIfAborted();
  // 1. All parameters are well-formed and of the correct length.
  checkParameters(parameters);

  // 2. At least one algorithm is supported. If not, the browser may have an authenticator that supports one.
  const alg = parameters.algorithms.find((candidate) => supportedAlgorithms.has(candidate));
  if (alg === undefined) return { declined: 'algorithm-unsupported' };

  // 4. and 5. Discoverable credentials and user verification: always possible here.

  if (!parameters.userPresence) return upgrade(alg, parameters, signal, ports);

  // 6. Collect an authorization gesture. It comes before step 3, which wants one too: whether a credential is
  // excluded must not show before the person has answered, and the vault may be locked until then.
  const question = questionOf(parameters, ports);
  const answer = await ports.consent.ask(question, signal);
  signal.throwIfAborted();
  if (answer.decision === 'cancelled') throw new CeremonyError('NotAllowedError', 'cancelled');
  if (answer.decision !== 'approved') return { declined: answer.decision };

  // 3. The excluded are told of only now that the person agrees.
  const held = await attempt(signal, 'storage-failed', () => ports.store.find(parameters.rp.id));
  const earlier = held.find(({ source }) => equal(source.id, parameters.newId));
  if (earlier === undefined && isExcluded(parameters, held)) {
    throw new CeremonyError('InvalidStateError', 'credential-excluded');
  }
  const userVerified = verifiedBy(answer, question, parameters.userVerification);

  // 7. and 8. Generate a new credential object, or take the one that an earlier run left.
  const stored = earlier ?? (await create(alg, parameters, signal, ports));

  // 9. to 14.
  return attempt(signal, 'attestation-failed', () =>
    attest(stored, parameters, userVerified, ports.platform),
  );
}

/**
 * Conditional mediation: nobody is asked, so nobody can learn from a refusal, and nothing that is held is replaced.
 * An account that has a passkey here needs no upgrade.
 */
async function upgrade(
  alg: CoseAlgorithm,
  parameters: MakeCredentialParameters,
  signal: AbortSignal,
  ports: AuthenticatorPorts,
): Promise<MadeCredential> {
  const held = await attempt(signal, 'storage-failed', () => ports.store.find(parameters.rp.id));
  const earlier = held.find(({ source }) => equal(source.id, parameters.newId));
  const isHeld = held.some((stored) => hasAccount(parameters, stored));
  if (earlier === undefined && (isHeld || isExcluded(parameters, held))) {
    throw new CeremonyError('NotAllowedError', 'credential-excluded');
  }
  const stored = earlier ?? (await create(alg, parameters, signal, ports));
  return attempt(signal, 'attestation-failed', () => attest(stored, parameters, false, ports.platform));
}

function checkParameters({
  hash,
  rp,
  user,
  algorithms,
  newId,
  discoverable,
}: MakeCredentialParameters): void {
  const wellFormed =
    hash.length === 32 &&
    rp.id !== '' &&
    user.id.length >= (discoverable ? 1 : 0) &&
    user.id.length <= 64 &&
    algorithms.length > 0 &&
    newId.length >= 16 &&
    newId.length <= 1023;
  if (!wellFormed) throw new CeremonyError('UnknownError', 'internal');
}

function questionOf(parameters: MakeCredentialParameters, { store }: AuthenticatorPorts): Question {
  const { rp, user } = parameters;
  return {
    ceremony: 'create',
    rpId: rp.id,
    verify: mustVerify(parameters.userVerification, parameters.extensions),
    rpName: rp.name,
    userName: user.name,
    userDisplayName: user.displayName,
    userHandle: user.id,
    excluded: async () => isExcluded(parameters, await store.find(rp.id)),
    replaces: async () => {
      const old = (await store.find(rp.id)).find((stored) => isReplaced(parameters, stored));
      return old === undefined ? null : accountOf(old);
    },
  };
}

/** The type needs no look: all that we hold is of type "public-key". */
function isExcluded({ excludeList }: MakeCredentialParameters, held: readonly StoredSource[]): boolean {
  const ids = new Set(excludeList.map(toBase64url));
  return held.some(({ source }) => ids.has(toBase64url(source.id)));
}

/** §sctn-authenticator-model: the credentials map has one discoverable source for each RP ID and user handle. */
function isReplaced(parameters: MakeCredentialParameters, stored: StoredSource): boolean {
  const { source } = stored;
  if (!parameters.discoverable || !source.discoverable || equal(source.id, parameters.newId)) return false;
  return hasAccount(parameters, stored);
}

function hasAccount({ user }: MakeCredentialParameters, { source }: StoredSource): boolean {
  return source.userHandle !== null && equal(source.userHandle, user.id);
}

async function create(
  alg: CoseAlgorithm,
  parameters: MakeCredentialParameters,
  signal: AbortSignal,
  { platform, store }: AuthenticatorPorts,
): Promise<StoredSource> {
  // 7.1. to 7.4.2.
  const source = await attempt(signal, 'internal', () => newSource(alg, parameters, platform));
  // 7.4.3. and 7.4.4. The credentials map; 7.5. does not apply, since every source is stored. The key is durable
  // before anyone hears of it.
  await attempt(signal, 'storage-failed', () => store.add(source));
  // Only the store knows whether what it just took is backed up.
  const held = await attempt(signal, 'storage-failed', () => store.find(source.rpId));
  const stored = held.find((each) => equal(each.source.id, source.id));
  return stored ?? { source, backedUp: false, lastUsedAt: null, displayName: '' };
}
