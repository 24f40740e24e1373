import type { UserVerification } from '../authenticator/authenticator';
import type { CoseAlgorithm } from '../webauthn/credential-source';
import { CeremonyError } from '../webauthn/error';
import type { AuthenticatorSelection, CreationOptions } from '../webauthn/options';
import type { Attachment } from '../webauthn/response';

/** ES256 and RS256, for a site that names none (§sctn-createCredential step 10). */
const DEFAULT_ALGORITHMS: readonly CoseAlgorithm[] = [-7, -257];

/** The algorithms asked for, in the site's order, each once; NotSupportedError if all have unknown types. */
export function requestedAlgorithms(params: CreationOptions['pubKeyCredParams']): readonly CoseAlgorithm[] {
  if (params.length === 0) return DEFAULT_ALGORITHMS;
  const known = params.filter(({ type }) => type === 'public-key');
  if (known.length === 0) throw new CeremonyError('NotSupportedError', 'type-unknown');
  return [...new Set(known.map(({ alg }) => alg))];
}

/**
 * Effective resident key requirement (§dictionary-authenticatorSelection): `preferred` counts, for the vault can
 * always store; an unknown value leaves the word to requireResidentKey.
 */
export function effectiveResidentKey(selection: AuthenticatorSelection | undefined): boolean {
  switch (selection?.residentKey) {
    case 'required':
    case 'preferred':
      return true;
    case 'discouraged':
      return false;
    default:
      return selection?.requireResidentKey === true;
  }
}

/** §enum-userVerificationRequirement: absent and unknown values mean `preferred`. */
export function effectiveUserVerification(requested: string | undefined): UserVerification {
  return requested === 'required' || requested === 'discouraged' ? requested : 'preferred';
}

/**
 * The attestation statement to make (§sctn-attestation): self attestation only for a site that wants attestation
 * and prefers `packed` to `none`. Enterprise attestation is nothing that we permit, so it counts as `direct`.
 */
export function attestationFormat({
  attestation,
  attestationFormats,
}: Pick<CreationOptions, 'attestation' | 'attestationFormats'>): 'none' | 'packed' {
  if (!['indirect', 'direct', 'enterprise'].includes(attestation)) return 'none';
  const preferred = attestationFormats.find((format) => format === 'none' || format === 'packed');
  return preferred === 'packed' ? 'packed' : 'none';
}

/** Sites ask for `cross-platform` when they mean a second factor; they are told what they asked for. */
export function reportedAttachment(requested: string | undefined): Attachment {
  return requested === 'cross-platform' ? 'cross-platform' : 'platform';
}
