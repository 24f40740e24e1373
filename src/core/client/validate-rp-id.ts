import { CeremonyError } from '../webauthn/error';
import type { ClientPorts } from './client';
import { determineRpId } from './rp-id';

/**
 * Opaque origin, effective domain and RP ID: steps 6 to 8 of §sctn-createCredential, 5 to 7 of
 * §sctn-discover-from-external-source. The related-origins file is asked for only when nothing else is wrong, so
 * that a name which can never be an RP ID causes no request. Throws CeremonyError, or the signal's reason.
 */
export async function validateRpId(
  origin: string,
  requested: string | undefined,
  isRelatedOrigin: ClientPorts['isRelatedOrigin'],
  signal: AbortSignal,
): Promise<string> {
  const verdict = determineRpId(origin, requested);
  if (verdict.allowed) return verdict.rpId;
  if (verdict.reason === 'origin-opaque') throw new CeremonyError('NotAllowedError', 'origin-opaque');
  if (verdict.reason === 'origin-unfit') throw new CeremonyError('SecurityError', 'domain-invalid');
  let cause: unknown;
  if (verdict.reason === 'unrelated' && requested !== undefined) {
    const related = await isRelatedOrigin(origin, requested, signal).catch((error: unknown) => {
      cause = error;
      return false;
    });
    signal.throwIfAborted();
    if (related) return requested;
  }
  throw new CeremonyError('SecurityError', 'rp-id-unrelated', { cause });
}
