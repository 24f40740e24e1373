import { as, type CredentialId, fromBase64url } from '../bytes';
import { CeremonyError } from '../webauthn/error';
import type { CredentialDescriptor } from '../webauthn/options';

/** Chromium's limit for both lists, beyond which it answers with a DOMException named RangeError. */
const MAX_DESCRIPTORS = 64;

export function checkLength(descriptors: readonly CredentialDescriptor[]): void {
  if (descriptors.length > MAX_DESCRIPTORS) throw new CeremonyError('RangeError', 'list-too-long');
}

/**
 * §dictionary-credential-descriptor: those of unknown type are ignored. Transports are hints that go stale, and
 * lists without `internal` have locked people out elsewhere, so they decide nothing.
 */
export function known(descriptors: readonly CredentialDescriptor[]): readonly CredentialDescriptor[] {
  return descriptors.filter(({ type }) => type === 'public-key');
}

/** Their ids in order; one that is no base64url can name nothing and is left out. */
export function idsOf(descriptors: readonly CredentialDescriptor[]): readonly CredentialId[] {
  return descriptors.flatMap(({ id }) => {
    try {
      return [as<CredentialId>(fromBase64url(id))];
    } catch {
      return [];
    }
  });
}
