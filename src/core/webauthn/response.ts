import type { Base64url, PrfValues } from './options';

/** §dictdef-authenticationextensionsclientoutputs, bytes in base64url; only what was asked for and processed. */
export type ExtensionOutputs = {
  readonly appid?: boolean;
  readonly appidExclude?: boolean;
  readonly credProps?: { readonly rk: boolean };
  readonly prf?: { readonly enabled?: boolean; readonly results?: PrfValues };
  readonly largeBlob?: {
    readonly supported?: boolean;
    readonly blob?: Base64url;
    readonly written?: boolean;
  };
  readonly credBlob?: boolean;
  readonly getCredBlob?: Base64url;
  readonly hmacCreateSecret?: boolean;
};

export type Attachment = 'platform' | 'cross-platform';

type PublicKeyCredentialForm<Response> = {
  /** Also the rawId, in base64url. */
  readonly id: Base64url;
  readonly authenticatorAttachment: Attachment;
  readonly response: Response;
  readonly clientExtensionResults: ExtensionOutputs;
};

/** All that the page's PublicKeyCredential of create() is made from (§iface-authenticatorattestationresponse). */
export type Registration = PublicKeyCredentialForm<{
  readonly clientDataJSON: Base64url;
  readonly attestationObject: Base64url;
  readonly authenticatorData: Base64url;
  /** SubjectPublicKeyInfo in DER; null where the algorithm has none (§sctn-public-key-easy). */
  readonly publicKey: Base64url | null;
  readonly publicKeyAlgorithm: number;
  /** Unique and in lexicographic order. */
  readonly transports: readonly string[];
}>;

/** All that the page's PublicKeyCredential of get() is made from (§iface-authenticatorassertionresponse). */
export type Assertion = PublicKeyCredentialForm<{
  readonly clientDataJSON: Base64url;
  readonly authenticatorData: Base64url;
  readonly signature: Base64url;
  readonly userHandle: Base64url | null;
}>;
