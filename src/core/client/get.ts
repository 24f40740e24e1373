import type { GetAssertionParameters, MadeAssertion } from '../authenticator/authenticator';
import { type Bytes, toBase64url } from '../bytes';
import { CeremonyError } from '../webauthn/error';
import { checkGetExtensions } from '../webauthn/extensions/check';
import type { Mediation, RequestOptions } from '../webauthn/options';
import type { Assertion } from '../webauthn/response';
import { checkAppIdAuthorized } from './app-id';
import { nativeReason, pageError } from './authenticator-failure';
import type { Caller } from './caller';
import type { ClientPorts, GetRequest, Outcome } from './client';
import { clientDataOf } from './client-data';
import { checkLength, idsOf, known } from './descriptors';
import { belongsElsewhere, isUnknowable } from './elsewhere';
import { effectiveUserVerification } from './requirements';
import { validateRpId } from './validate-rp-id';

/**
 * §sctn-discover-from-external-source, after "Request a Credential" of Credential Management (CM); step numbers
 * are theirs. The page answers `silent` by itself; the caller of this runs lifetimeTimer.
 */
export async function get(
  ports: ClientPorts,
  { options, mediation, uiMode }: GetRequest,
  caller: Caller,
  signal: AbortSignal,
): Promise<Outcome<Assertion>> {
  // A page's own script resolves null; a request that gets here did not come from it.
  if (mediation === 'silent') throw new CeremonyError('NotAllowedError', 'internal');
  const elsewhere = belongsElsewhere(options);
  if (elsewhere !== null) return { kind: 'native', reason: elsewhere };

  // CM: the signal, then permissions policy.
  signal.throwIfAborted();
  if (caller.policyAllows === false) throw new CeremonyError('NotAllowedError', 'policy-denied');
  if (isUnknowable(caller)) return { kind: 'native', reason: 'policy-unknown' };
  checkLength(options.allowCredentials);
  if (uiMode === 'immediate') checkImmediate(options, mediation, caller);

  // 5 to 7
  const rpId = await validateRpId(caller.origin, options.rpId, ports.isRelatedOrigin, signal);
  // 8, 9
  checkGetExtensions(options);
  checkAppIdAuthorized(options.extensions.appid, caller.origin);
  // 10 to 12
  const clientData = clientDataOf('webauthn.get', options.challenge, caller);
  const hash = ports.sha256(clientData);
  // 13
  signal.throwIfAborted();

  // 20
  const allowList = allowListOf(options);
  // All ids garbled: that names nothing, and must not turn into "any".
  if (allowList?.length === 0) return { kind: 'native', reason: 'nothing-found' };
  const parameters: GetAssertionParameters = {
    hash,
    rpId,
    origin: caller.origin,
    allowList,
    // 3: the list then only filters, and credentials that cannot be discovered stay out.
    discoverableOnly: mediation === 'conditional',
    userVerification: effectiveUserVerification(options.userVerification),
    extensions: options.extensions,
  };
  try {
    const made = await ports.authenticator.getAssertion(parameters, signal);
    if ('declined' in made) return { kind: 'native', reason: nativeReason(made) };
    return { kind: 'response', response: assertion(made, clientData) };
  } catch (error) {
    throw pageError(error, 'get', signal);
  }
}

/**
 * Immediate mediation, as Chromium has it: it takes the person's activation and names no credential, or a site
 * could find out in silence what is held. Where nothing here fits, the browser answers, and at once.
 */
function checkImmediate({ allowCredentials }: RequestOptions, mediation: Mediation, caller: Caller): void {
  if (mediation === 'conditional') throw new CeremonyError('NotSupportedError', 'internal');
  if (allowCredentials.length > 0) throw new CeremonyError('NotAllowedError', 'list-too-long');
  if (!caller.userActivation) throw new CeremonyError('NotAllowedError', 'activation-missing');
}

/** Null for an empty list. One of which nothing is known must never pass for an empty one (§dictionary-credential-descriptor). */
function allowListOf({ allowCredentials }: RequestOptions): GetAssertionParameters['allowList'] {
  if (allowCredentials.length === 0) return null;
  const descriptors = known(allowCredentials);
  if (descriptors.length === 0) throw new CeremonyError('NotAllowedError', 'type-unknown');
  return idsOf(descriptors);
}

function assertion(made: MadeAssertion, clientData: Bytes): Assertion {
  return {
    id: toBase64url(made.id),
    authenticatorAttachment: 'platform',
    response: {
      clientDataJSON: toBase64url(clientData),
      authenticatorData: toBase64url(made.authenticatorData),
      signature: toBase64url(made.signature),
      userHandle: made.userHandle === null ? null : toBase64url(made.userHandle),
    },
    clientExtensionResults: made.extensionOutputs,
  };
}
