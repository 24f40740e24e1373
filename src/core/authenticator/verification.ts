import { CeremonyError } from '../webauthn/error';
import type { ExtensionInputs } from '../webauthn/options';
import type { UserVerification } from './authenticator';
import type { Answer, Question } from './consent';

/**
 * Whether this ceremony verifies the person. We always can, so 'preferred' means yes; prf demands it whatever
 * was asked (§prf-extension).
 */
export function mustVerify(userVerification: UserVerification, { prf }: ExtensionInputs): boolean {
  return userVerification !== 'discouraged' || prf !== undefined;
}

type Approval = Extract<Answer, { decision: 'approved' }>;

/**
 * The UV flag. True only where this ceremony asked for verification and got it: an unlocked vault, or a PIN
 * typed for something else, is none. Throws where the relying party requires more.
 */
export function verifiedBy(approval: Approval, question: Question, required: UserVerification): boolean {
  const userVerified = question.verify && approval.userVerified;
  if (required === 'required' && !userVerified) {
    throw new CeremonyError('NotAllowedError', 'verification-unavailable');
  }
  return userVerified;
}
