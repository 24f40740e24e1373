import { supportedAlgorithms } from '../authenticator/algorithms/registry';
import type { MadeCredential, MakeCredentialParameters } from '../authenticator/authenticator';
import { as, type Bytes, fromBase64url, toBase64url, type UserHandle } from '../bytes';
import { CeremonyError } from '../webauthn/error';
import { checkCreateExtensions } from '../webauthn/extensions/check';
import type { CreationOptions } from '../webauthn/options';
import type { Registration } from '../webauthn/response';
import { placeOf } from './ancestors';
import { checkAppIdAuthorized } from './app-id';
import { nativeReason, pageError } from './authenticator-failure';
import type { Caller } from './caller';
import type { ClientPorts, CreateRequest, Outcome } from './client';
import { clientDataOf } from './client-data';
import { checkLength, idsOf, known } from './descriptors';
import { belongsElsewhere, isUnknowable } from './elsewhere';
import {
  attestationFormat,
  effectiveResidentKey,
  effectiveUserVerification,
  reportedAttachment,
  requestedAlgorithms,
} from './requirements';
import { validateRpId } from './validate-rp-id';

/** How this authenticator can be reached; unique, in lexicographic order (§dom-authenticatorattestationresponse-gettransports). */
const TRANSPORTS = ['hybrid', 'internal'];

/**
 * §sctn-createCredential, after "Create a Credential" of Credential Management (CM); step numbers are theirs. The
 * page has done what only it can (WebIDL, one type, its own signal); the caller of this runs lifetimeTimer.
 */
export async function create(
  ports: ClientPorts,
  { options, mediation }: CreateRequest,
  caller: Caller,
  signal: AbortSignal,
): Promise<Outcome<Registration>> {
  const elsewhere = belongsElsewhere(options);
  if (elsewhere !== null) return { kind: 'native', reason: elsewhere };

  // CM: permissions policy, then the signal.
  if (caller.policyAllows === false) throw new CeremonyError('NotAllowedError', 'policy-denied');
  if (isUnknowable(caller)) return { kind: 'native', reason: 'policy-unknown' };
  signal.throwIfAborted();
  checkLength(options.excludeCredentials);

  // 2
  if (placeOf(caller).crossOrigin) {
    if (mediation === 'conditional') throw new CeremonyError('NotAllowedError', 'not-consented-to-upgrades');
    if (!caller.userActivation) throw new CeremonyError('NotAllowedError', 'activation-missing');
  }
  // 5
  const selection = options.authenticatorSelection;
  const discoverable = effectiveResidentKey(selection);
  const userHandle = userHandleOf(options.user.id, discoverable);
  // 6 to 8
  const rpId = await validateRpId(caller.origin, options.rp.id, ports.isRelatedOrigin, signal);
  // 9, 10
  const requested = requestedAlgorithms(options.pubKeyCredParams);
  const algorithms = requested.filter((alg) => supportedAlgorithms.has(alg));
  // COSE gives signatures negative numbers alone: there is no authenticator to leave the others to.
  if (requested.every((alg) => alg >= 0)) throw new CeremonyError('NotAllowedError', 'algorithm-unsupported');
  if (algorithms.length === 0) return { kind: 'native', reason: 'algorithm-unsupported' };
  // 11, 12
  checkCreateExtensions(options);
  checkAppIdAuthorized(options.extensions.appidExclude, caller.origin);
  // 13 to 15
  const clientData = clientDataOf('webauthn.create', options.challenge, caller);
  const hash = ports.sha256(clientData);
  // 16
  signal.throwIfAborted();
  // 19
  if (mediation === 'conditional') await checkUpgrade(ports, caller.origin, rpId, options);

  // 22
  const parameters: MakeCredentialParameters = {
    hash,
    rp: { id: rpId, name: options.rp.name },
    user: { id: userHandle, name: options.user.name, displayName: options.user.displayName },
    algorithms,
    excludeList: idsOf(known(options.excludeCredentials)),
    discoverable,
    userVerification: effectiveUserVerification(selection?.userVerification),
    userPresence: mediation !== 'conditional',
    attestation: attestationFormat(options),
    extensions: options.extensions,
    newId: ports.newId,
  };
  try {
    const made = await ports.authenticator.makeCredential(parameters, signal);
    if ('declined' in made) return { kind: 'native', reason: nativeReason(made) };
    return { kind: 'response', response: registration(made, clientData, options) };
  } catch (error) {
    throw pageError(error, 'create', signal);
  }
}

/**
 * Step 5: the one complaint that is a TypeError. An empty one is let pass, as in Chromium and as web-platform-tests
 * have it, but not for a discoverable credential, which would be found and then name nobody.
 */
function userHandleOf(id: string, discoverable: boolean): UserHandle {
  let handle: Bytes;
  try {
    handle = fromBase64url(id);
  } catch (cause) {
    throw new CeremonyError('TypeError', 'user-handle-invalid', { cause });
  }
  const least = discoverable ? 1 : 0;
  if (handle.length < least || handle.length > 64)
    throw new CeremonyError('TypeError', 'user-handle-invalid');
  return as<UserHandle>(handle);
}

/** Steps 19 and 22.1 for conditional create: quickly and silently refused, unless the person has said yes before. */
async function checkUpgrade(
  { upgradeConsented }: ClientPorts,
  origin: string,
  rpId: string,
  { authenticatorSelection }: CreationOptions,
): Promise<void> {
  const consented = upgradeConsented !== undefined && (await upgradeConsented(origin, rpId));
  if (!consented) throw new CeremonyError('NotAllowedError', 'not-consented-to-upgrades');
  if (authenticatorSelection?.userVerification === 'required') {
    throw new CeremonyError('ConstraintError', 'verification-unavailable');
  }
}

function registration(made: MadeCredential, clientData: Bytes, options: CreationOptions): Registration {
  return {
    id: toBase64url(made.id),
    authenticatorAttachment: reportedAttachment(options.authenticatorSelection?.authenticatorAttachment),
    response: {
      clientDataJSON: toBase64url(clientData),
      attestationObject: toBase64url(made.attestationObject),
      authenticatorData: toBase64url(made.authenticatorData),
      publicKey: made.publicKey === null ? null : toBase64url(made.publicKey),
      publicKeyAlgorithm: made.alg,
      transports: TRANSPORTS,
    },
    clientExtensionResults: made.extensionOutputs,
  };
}
