import type { Bytes } from '../bytes';
import { type CborMap, type CborValue, encodeCbor } from './cbor';
import type { CoseAlgorithm } from './credential-source';

/** An attestation statement with its format identifier (§sctn-attestation). */
export type AttestationStatement = { readonly fmt: 'none' | 'packed'; readonly attStmt: CborMap };

/** §sctn-none-attestation */
export const noAttestation: AttestationStatement = { fmt: 'none', attStmt: new Map() };

/** §sctn-packed-attestation, self attestation: signed by the credential's own key, so no x5c. */
export function packedSelfAttestation(alg: CoseAlgorithm, signature: Bytes): AttestationStatement {
  return {
    fmt: 'packed',
    attStmt: new Map<string, CborValue>([
      ['alg', alg],
      ['sig', signature],
    ]),
  };
}

/** §sctn-generating-an-attestation-object */
export function encodeAttestationObject(statement: AttestationStatement, authenticatorData: Bytes): Bytes {
  return encodeCbor(
    new Map<string, CborValue>([
      ['fmt', statement.fmt],
      ['attStmt', statement.attStmt],
      ['authData', authenticatorData],
    ]),
  );
}
