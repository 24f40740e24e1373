import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hex } from '../testing/test-platform';
import { ecdsaSignatureToDer } from './ecdsa-signature';

describe('ecdsaSignatureToDer', () => {
  it.each(['P-256', 'P-384', 'P-521'])(
    'turns Node’s P1363 signatures over %s into DER that it verifies',
    (curve) => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
      const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
      // Enough to meet halves with leading zeros and with the highest bit set.
      for (let round = 0; round < 100; round += 1) {
        const message = Buffer.from(`message ${round}`);
        const halves = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        expect(verify('sha256', message, { key, dsaEncoding: 'der' }, ecdsaSignatureToDer(halves))).toBe(
          true,
        );
      }
    },
  );

  it('strips leading zeros and adds one before a set sign bit', () => {
    const halves = hex(`${'00'.repeat(31)}01${'80'}${'00'.repeat(31)}`);
    expect(Buffer.from(ecdsaSignatureToDer(halves)).toString('hex')).toBe(
      `3026020101022100${'80'}${'00'.repeat(31)}`,
    );
  });
});
