import type { Bytes, CredentialId, UserHandle } from '../bytes';
import type { CoseAlgorithm } from '../webauthn/credential-source';
import type { ExtensionInputs } from '../webauthn/options';
import type { ExtensionOutputs } from '../webauthn/response';

/** Effective user verification requirement of a ceremony (§enumdef-userverificationrequirement). */
export type UserVerification = 'required' | 'preferred' | 'discouraged';

/** §sctn-op-make-cred, as the client calls it. */
export type MakeCredentialParameters = {
  /** SHA-256 of the client data. */
  readonly hash: Bytes;
  readonly rp: { readonly id: string; readonly name: string };
  /** The id may be empty where the credential need not be discoverable. */
  readonly user: { readonly id: UserHandle; readonly name: string; readonly displayName: string };
  /** In the relying party's order; never empty. */
  readonly algorithms: readonly CoseAlgorithm[];
  readonly excludeList: readonly CredentialId[];
  readonly discoverable: boolean;
  readonly userVerification: UserVerification;
  /** False for conditional mediation alone: the person consented once for all, and nobody is asked now. */
  readonly userPresence: boolean;
  /** Format of the attestation statement to make. */
  readonly attestation: 'none' | 'packed';
  readonly extensions: ExtensionInputs;
  /** The new credential's id, drawn when the ceremony began, so that a repeated run makes no second one. */
  readonly newId: CredentialId;
};

export type MadeCredential = {
  readonly attestationObject: Bytes;
  readonly authenticatorData: Bytes;
  /** DER; null where the algorithm has no SubjectPublicKeyInfo. */
  readonly publicKey: Bytes | null;
  readonly alg: CoseAlgorithm;
  readonly id: CredentialId;
  readonly extensionOutputs: ExtensionOutputs;
};

/** §sctn-op-get-assertion, as the client calls it. */
export type GetAssertionParameters = {
  readonly hash: Bytes;
  readonly rpId: string;
  /** Caller's origin; kept with the use, never decisive. */
  readonly origin: string;
  /** Null: any discoverable credential. Else only these, whether discoverable or not. */
  readonly allowList: readonly CredentialId[] | null;
  /** True for conditional mediation: of the allowList, too, only discoverable credentials. */
  readonly discoverableOnly?: boolean;
  readonly userVerification: UserVerification;
  readonly extensions: ExtensionInputs;
};

export type MadeAssertion = {
  readonly id: CredentialId;
  readonly authenticatorData: Bytes;
  readonly signature: Bytes;
  readonly userHandle: Bytes | null;
  readonly extensionOutputs: ExtensionOutputs;
};

/** The person sent the call away, or nothing here can answer it: the browser's own method shall have it. */
export type Declined = { readonly declined: 'use-other' | 'nothing' | 'algorithm-unsupported' };

/** §sctn-authenticator-ops. Both throw CeremonyError, or the signal's reason once it is aborted. */
export interface Authenticator {
  makeCredential(
    parameters: MakeCredentialParameters,
    signal: AbortSignal,
  ): Promise<MadeCredential | Declined>;
  getAssertion(parameters: GetAssertionParameters, signal: AbortSignal): Promise<MadeAssertion | Declined>;
}
