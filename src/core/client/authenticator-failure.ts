import type { Declined } from '../authenticator/authenticator';
import { CeremonyError } from '../webauthn/error';
import type { NativeReason } from './client';

const native: Record<Declined['declined'], NativeReason> = {
  'use-other': 'use-other',
  nothing: 'nothing-found',
  'algorithm-unsupported': 'algorithm-unsupported',
};

export function nativeReason({ declined }: Declined): NativeReason {
  return native[declined];
}

/**
 * What a page may learn of an authenticator's error: nothing, for it implies no consent
 * (§sctn-make-credential-privacy, §sctn-assertion-privacy). Aborted: the signal's reason. A registration that meets
 * an excluded credential, to which the person consented: InvalidStateError. All else is NotAllowedError, and keeps
 * its reason for the person's log.
 */
export function pageError(error: unknown, ceremony: 'create' | 'get', signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (!(error instanceof CeremonyError)) {
    return new CeremonyError('NotAllowedError', 'internal', { cause: error });
  }
  if (error.name === 'NotAllowedError') return error;
  if (error.name === 'InvalidStateError' && ceremony === 'create') return error;
  return new CeremonyError('NotAllowedError', error.reason, { cause: error });
}
