/**
 * The ceremony's options after WebIDL conversion, in JSON form: every byte string is base64url without
 * padding, every default of the standard is filled in, unknown members are gone. This one shape crosses all
 * borders between page and authenticator. Open strings stay strings: what an unknown value means is decided
 * by the client (§sct-domstring-backwards-compatibility).
 */

/** base64url without padding or white space. */
export type Base64url = string;

/** §dictdef-publickeycredentialdescriptor */
export type CredentialDescriptor = {
  readonly type: string;
  readonly id: Base64url;
  readonly transports?: readonly string[];
};

/** §dictdef-authenticatorselectioncriteria */
export type AuthenticatorSelection = {
  readonly authenticatorAttachment?: string;
  readonly residentKey?: string;
  readonly requireResidentKey: boolean;
  readonly userVerification: string;
};

/** §dictdef-publickeycredentialcreationoptions */
export type CreationOptions = {
  readonly rp: { readonly id?: string; readonly name: string };
  readonly user: { readonly id: Base64url; readonly name: string; readonly displayName: string };
  readonly challenge: Base64url;
  readonly pubKeyCredParams: readonly { readonly type: string; readonly alg: number }[];
  /** Milliseconds, as the site gave them; the client clamps. */
  readonly timeout?: number;
  readonly excludeCredentials: readonly CredentialDescriptor[];
  readonly authenticatorSelection?: AuthenticatorSelection;
  readonly hints: readonly string[];
  readonly attestation: string;
  readonly attestationFormats: readonly string[];
  readonly extensions: ExtensionInputs;
};

/** §dictdef-publickeycredentialrequestoptions */
export type RequestOptions = {
  readonly challenge: Base64url;
  readonly timeout?: number;
  readonly rpId?: string;
  readonly allowCredentials: readonly CredentialDescriptor[];
  readonly userVerification: string;
  readonly hints: readonly string[];
  readonly extensions: ExtensionInputs;
};

/** §enumdef-credentialmediationrequirement, a real WebIDL enum. */
export type Mediation = 'silent' | 'optional' | 'conditional' | 'required';

/** §dictdef-authenticationextensionsprfvalues */
export type PrfValues = { readonly first: Base64url; readonly second?: Base64url };

/** §dictdef-authenticationextensionsclientinputs: those that Latchkey knows; absent means not asked for. */
export type ExtensionInputs = {
  readonly appid?: string;
  readonly appidExclude?: string;
  readonly credProps?: boolean;
  readonly prf?: {
    readonly eval?: PrfValues;
    readonly evalByCredential?: { readonly [id: string]: PrfValues };
  };
  readonly largeBlob?: { readonly support?: string; readonly read?: boolean; readonly write?: Base64url };
  readonly credentialProtectionPolicy?: string;
  readonly enforceCredentialProtectionPolicy?: boolean;
  readonly credBlob?: Base64url;
  readonly getCredBlob?: boolean;
  readonly minPinLength?: boolean;
  readonly hmacCreateSecret?: boolean;
  readonly payment?: { readonly isPayment: boolean };
};
