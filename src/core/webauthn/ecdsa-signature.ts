import type { Bytes } from '../bytes';
import { derSequence, derUnsigned } from './der';

/**
 * §sctn-signature-attestation-types wants ECDSA as SEQUENCE{r, s} in DER. Signers, WebCrypto's too, give
 * r ‖ s in equal halves (IEEE P1363).
 */
export function ecdsaSignatureToDer(halves: Uint8Array): Bytes {
  const middle = halves.length / 2;
  return derSequence(derUnsigned(halves.subarray(0, middle)), derUnsigned(halves.subarray(middle)));
}
