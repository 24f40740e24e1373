import type { Bytes } from '../../bytes';
import type { Platform } from '../../platform';
import { encodeCoseKey } from '../../webauthn/cose-key';
import type { CoseAlgorithm } from '../../webauthn/credential-source';
import type { PublicKey } from '../../webauthn/key';
import { encodeSpki } from '../../webauthn/spki';

/** One COSE algorithm. Private keys are PKCS#8 in DER; a key of another kind throws KeyMismatchError. */
export type Algorithm = {
  readonly generate: (platform: Platform) => Promise<Bytes>;
  /** Computed from the private key, never taken from what came with it. */
  readonly publicKey: (privateKey: Bytes) => Promise<EncodedPublicKey>;
  /** The signature as §sctn-signature-attestation-types wants it. */
  readonly sign: (privateKey: Bytes, message: Bytes, platform: Platform) => Promise<Bytes>;
};

export type EncodedPublicKey = {
  /** COSE_Key in canonical CBOR. */
  readonly cose: Bytes;
  /** SubjectPublicKeyInfo in DER; null where the algorithm has none. */
  readonly spki: Bytes | null;
};

export function encodePublicKey(alg: CoseAlgorithm, key: PublicKey): EncodedPublicKey {
  return { cose: encodeCoseKey(alg, key), spki: encodeSpki(key) };
}

/** The private key is not one for this algorithm. */
export class KeyMismatchError extends Error {
  override readonly name = 'KeyMismatchError';
}
