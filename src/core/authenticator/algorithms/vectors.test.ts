import { describe, expect, it } from 'vitest';
import { hex, testPlatform } from '../../testing/test-platform';
import { privateKeyOf, signedMessage, vectors, verifies } from '../../testing/vectors';
import { algorithmFor } from './registry';

const toHex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');

describe.each(vectors)('$name', (vector) => {
  const { alg, registration, authentication } = vector;
  const key = privateKeyOf(vector);

  it('has the public key of the vector, as COSE and as SPKI', async () => {
    const { publicKey } = await algorithmFor(alg);
    const { cose, spki } = await publicKey(key);
    expect(toHex(cose)).toBe(registration.decoded.authData.credentialPublicKeyCbor);
    expect(toHex(spki)).toBe(registration.decoded.spki);
  });

  it('signs as the vector does, byte for byte', async () => {
    const { sign } = await algorithmFor(alg);
    const signature = await sign(key, signedMessage(vector), testPlatform());
    expect(toHex(signature)).toBe(authentication.signature);
  });

  it('has a signature that Node verifies', () => {
    const spki = hex(registration.decoded.spki);
    expect(verifies(alg, spki, signedMessage(vector), hex(authentication.signature))).toBe(true);
  });
});
