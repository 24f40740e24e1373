import { as, type Bytes, type CredentialId, fromBase64url, type UserHandle } from '../bytes';
import { CeremonyError } from '../webauthn/error';
import type { Base64url } from '../webauthn/options';
import type { ClientPorts } from './client';
import { validateRpId } from './validate-rp-id';

/** The three signal methods with their options, after WebIDL conversion (§sctn-signal-methods). */
export type SignalRequest =
  | {
      readonly method: 'signalUnknownCredential';
      readonly options: { readonly rpId: string; readonly credentialId: Base64url };
    }
  | {
      readonly method: 'signalAllAcceptedCredentials';
      readonly options: {
        readonly rpId: string;
        readonly userId: Base64url;
        readonly allAcceptedCredentialIds: readonly Base64url[];
      };
    }
  | {
      readonly method: 'signalCurrentUserDetails';
      readonly options: {
        readonly rpId: string;
        readonly userId: Base64url;
        readonly name: string;
        readonly displayName: string;
      };
    };

/** What a site says of its credentials, checked: `rpId` is one that it may speak for. */
export type SignalInstruction =
  | { readonly signal: 'unknown-credential'; readonly rpId: string; readonly credentialId: CredentialId }
  | {
      readonly signal: 'all-accepted-credentials';
      readonly rpId: string;
      readonly userHandle: UserHandle;
      /** Empty: none is accepted any more. */
      readonly accepted: readonly CredentialId[];
    }
  | {
      readonly signal: 'current-user-details';
      readonly rpId: string;
      readonly userHandle: UserHandle;
      readonly name: string;
      readonly displayName: string;
    };

/**
 * The client's part of a signal method. Throws CeremonyError: TypeError for bad base64url, then SecurityError for
 * an RP ID that is not the caller's; or the abort reason. The page's promise settles by this alone, before anything
 * is done about the instruction, so that it tells nothing about what is held (§sctn-signal-methods).
 */
export async function processSignal(
  request: SignalRequest,
  origin: string,
  isRelatedOrigin: ClientPorts['isRelatedOrigin'],
  signal: AbortSignal,
): Promise<SignalInstruction> {
  const instruction = instructionOf(request);
  // §sctn-signal-methods-async-rp-id-validation knows no other error, not even for opaque origins.
  if (origin === 'null') throw new CeremonyError('SecurityError', 'origin-opaque');
  const rpId = await validateRpId(origin, request.options.rpId, isRelatedOrigin, signal);
  return { ...instruction, rpId };
}

function instructionOf(request: SignalRequest): SignalInstruction {
  const { rpId } = request.options;
  switch (request.method) {
    case 'signalUnknownCredential': {
      const credentialId = as<CredentialId>(decode(request.options.credentialId));
      return { signal: 'unknown-credential', rpId, credentialId };
    }
    case 'signalAllAcceptedCredentials': {
      const userHandle = as<UserHandle>(decode(request.options.userId));
      const accepted = request.options.allAcceptedCredentialIds.map((id) => as<CredentialId>(decode(id)));
      return { signal: 'all-accepted-credentials', rpId, userHandle, accepted };
    }
    case 'signalCurrentUserDetails': {
      const userHandle = as<UserHandle>(decode(request.options.userId));
      const { name, displayName } = request.options;
      return { signal: 'current-user-details', rpId, userHandle, name, displayName };
    }
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * These texts are the site's own, not ours, so stray bits at the end are dropped as the standard's decoding does:
 * its own example, `aabbcc`, has some.
 */
function decode(text: Base64url): Bytes {
  const stray = (text.length * 6) % 8;
  const last = ALPHABET.indexOf(text.at(-1) ?? '');
  const clean = last < 0 ? text : text.slice(0, -1) + ALPHABET.charAt((last >> stray) << stray);
  try {
    return fromBase64url(clean);
  } catch (cause) {
    throw new CeremonyError('TypeError', 'internal', { cause });
  }
}
