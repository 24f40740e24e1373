/** The errors that a ceremony may show to the page: DOMException names of the standard, and TypeError. */
export type PageErrorName =
  | 'TypeError'
  | 'AbortError'
  | 'ConstraintError'
  | 'EncodingError'
  | 'InvalidStateError'
  | 'NotAllowedError'
  | 'NotSupportedError'
  | 'OperationError'
  | 'RangeError'
  | 'SecurityError'
  | 'SyntaxError'
  | 'UnknownError';

/** Why a ceremony ended without a credential; for the log and the person, never for the page. */
export type CeremonyReason =
  | 'aborted'
  | 'activation-missing'
  | 'algorithm-unsupported'
  | 'attestation-failed'
  | 'busy'
  | 'cancelled'
  | 'credential-excluded'
  | 'document-gone'
  | 'domain-invalid'
  | 'extension-invalid'
  | 'internal'
  | 'list-too-long'
  | 'locked'
  | 'not-consented-to-upgrades'
  | 'nothing-found'
  | 'origin-opaque'
  | 'policy-denied'
  | 'rp-id-unrelated'
  | 'storage-failed'
  | 'timeout'
  | 'type-unknown'
  | 'user-handle-invalid'
  | 'verification-unavailable';

/** The page's own words for each name; sites match on names, people sometimes see the text. */
const messages: Record<PageErrorName, string> = {
  TypeError: 'The options are not valid.',
  AbortError: 'The request was aborted.',
  ConstraintError: 'The authenticator cannot meet what the request demands.',
  EncodingError: 'A value is not valid base64url.',
  InvalidStateError: 'The authenticator already holds one of the credentials that the request excludes.',
  NotAllowedError: 'The operation either timed out or was not allowed.',
  NotSupportedError: 'The request asks for something that is not supported.',
  OperationError: 'Another request is already pending.',
  RangeError: 'A list of credentials is too long.',
  SecurityError: 'The relying party ID is not valid for this origin.',
  SyntaxError: 'A value does not have the form it must have.',
  UnknownError: 'The operation failed.',
};

/** Ends a ceremony. `name` goes to the page; `reason` stays with the person and the log. */
export class CeremonyError extends Error {
  override readonly name: PageErrorName;
  readonly reason: CeremonyReason;

  constructor(name: PageErrorName, reason: CeremonyReason, options?: { message?: string; cause?: unknown }) {
    super(
      options?.message ?? messages[name],
      options?.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = name;
    this.reason = reason;
  }
}
