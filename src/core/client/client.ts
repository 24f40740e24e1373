import type { Authenticator } from '../authenticator/authenticator';
import type { Bytes, CredentialId } from '../bytes';
import type { CreationOptions, Mediation, RequestOptions } from '../webauthn/options';
import type { Assertion, Registration } from '../webauthn/response';
import type { Caller } from './caller';

/** Why the browser's own method shall have the call. */
export type NativeReason =
  | 'algorithm-unsupported'
  | 'hint-elsewhere'
  | 'nothing-found'
  | 'payment'
  | 'policy-unknown'
  | 'use-other';

export type Outcome<Response> =
  | { readonly kind: 'response'; readonly response: Response }
  | { readonly kind: 'native'; readonly reason: NativeReason };

export type CreateRequest = { readonly options: CreationOptions; readonly mediation: Mediation };
export type GetRequest = {
  readonly options: RequestOptions;
  readonly mediation: Mediation;
  /** `immediate`: only what is at hand is asked for (CM, uiMode). Other values are not known and mean nothing. */
  readonly uiMode?: string;
};

/** What the client acts through. */
export type ClientPorts = {
  readonly authenticator: Authenticator;
  readonly sha256: (bytes: Bytes) => Bytes;
  /** Whether `rpId` names `origin` in its related-origins file (§sctn-validating-relation-origin). */
  readonly isRelatedOrigin: (origin: string, rpId: string, signal: AbortSignal) => Promise<boolean>;
  /** The id for a new credential; the same for every run of one ceremony. */
  readonly newId: CredentialId;
  /**
   * Whether the person lets this origin upgrade to a passkey now: consented for good, and signed in there just
   * before (§sctn-createCredential step 19). Absent: never.
   */
  readonly upgradeConsented?: (origin: string, rpId: string) => Promise<boolean>;
};

/** §sctn-createCredential and §sctn-discover-from-external-source. Throw CeremonyError or the signal's reason. */
export interface Client {
  create(request: CreateRequest, caller: Caller, signal: AbortSignal): Promise<Outcome<Registration>>;
  get(request: GetRequest, caller: Caller, signal: AbortSignal): Promise<Outcome<Assertion>>;
}
