import type { Bytes, CredentialId, UserHandle } from '../bytes';

/** A COSE algorithm identifier (RFC 9053, 9864, 9964), such as -7 for ES256. */
export type CoseAlgorithm = number;

/** §public-key-credential-source, with what the extensions keep for it. Secret: never leaves the background. */
export type CredentialSource = {
  readonly id: CredentialId;
  readonly rpId: string;
  /** Null only for imported credentials that have none. */
  readonly userHandle: UserHandle | null;
  readonly alg: CoseAlgorithm;
  /** PKCS#8 in DER (RFC 5958), whatever the algorithm. */
  readonly privateKey: Bytes;
  /** False hides it from requests without allowCredentials (§client-side-discoverable-credential). */
  readonly discoverable: boolean;
  /** BE, for life (§sctn-credential-backup). */
  readonly backupEligible: boolean;
  /** 0 and constant for our own; an imported counter above 0 goes on counting (§sctn-sign-counter). */
  readonly signCount: number;
  readonly rpName: string;
  readonly userName: string;
  readonly userDisplayName: string;
  /** CTAP credProtect level. */
  readonly credProtect: 1 | 2 | 3;
  /** CredRandom of CTAP hmac-secret, 32 bytes each; null for imported credentials that came without. */
  readonly prf: { readonly withUv: Bytes; readonly withoutUv: Bytes } | null;
  readonly credBlob: Bytes | null;
  readonly largeBlob: Bytes | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
};
