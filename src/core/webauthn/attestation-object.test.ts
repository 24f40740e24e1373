import { decode } from 'cborg';
import { describe, expect, it } from 'vitest';
import { hex } from '../testing/test-platform';
import { vectors } from '../testing/vectors';
import { encodeAttestationObject, noAttestation, packedSelfAttestation } from './attestation-object';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('encodeAttestationObject', () => {
  it.each(vectors.filter(({ fmt }) => fmt === 'none'))('equals the vector: $name', ({ registration }) => {
    const bytes = encodeAttestationObject(noAttestation, hex(registration.decoded.authData.hex));
    expect(toHex(bytes)).toBe(registration.attestationObject);
  });

  it('equals the vector of packed self attestation', () => {
    const vector = vectors.find(({ name }) => name === 'ES256 Credential with Self Attestation');
    const attStmt = vector?.registration.decoded.attStmt as { alg: number; sig: { hex: string } };
    const statement = packedSelfAttestation(attStmt.alg, hex(attStmt.sig.hex));
    const bytes = encodeAttestationObject(statement, hex(vector?.registration.decoded.authData.hex ?? ''));
    expect(toHex(bytes)).toBe(vector?.registration.attestationObject);
  });

  it('has exactly three members', () => {
    const map = decode(encodeAttestationObject(noAttestation, hex('00')), { useMaps: true });
    expect(map).toEqual(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', hex('00')],
      ]),
    );
  });
});
