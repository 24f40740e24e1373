import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { as, type RpIdHash } from '../bytes';
import { parseAuthenticatorData } from '../testing/parse-authenticator-data';
import { hex } from '../testing/test-platform';
import { vectors } from '../testing/vectors';
import { type AuthenticatorData, encodeAuthenticatorData } from './authenticator-data';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const hashOf = (rpId: string): RpIdHash => as(hex(createHash('sha256').update(rpId).digest('hex')));

const bare: AuthenticatorData = {
  rpIdHash: hashOf('example.org'),
  flags: { up: true, uv: false, be: false, bs: false },
  signCount: 0,
  attested: null,
  extensions: new Map(),
};

type VectorFlags = { UP: boolean; UV: boolean; BE: boolean; BS: boolean };
const flagsOf = ({ UP, UV, BE, BS }: VectorFlags) => ({ up: UP, uv: UV, be: BE, bs: BS });

describe.each(vectors)('encodeAuthenticatorData: $name', ({ rpId, registration, authentication }) => {
  it('equals the vector at registration', () => {
    const { authData } = registration.decoded;
    const bytes = encodeAuthenticatorData({
      rpIdHash: hashOf(rpId),
      flags: flagsOf(authData.flags),
      signCount: authData.signCount,
      attested: {
        aaguid: hex(authData.aaguid),
        id: as(hex(registration.credential_id)),
        publicKey: hex(authData.credentialPublicKeyCbor),
      },
      extensions: new Map(),
    });
    expect(toHex(bytes)).toBe(authData.hex);
  });

  it('equals the vector at authentication', () => {
    const { flags, signCount } = authentication.decoded;
    const bytes = encodeAuthenticatorData({
      ...bare,
      rpIdHash: hashOf(rpId),
      flags: flagsOf(flags),
      signCount,
    });
    expect(toHex(bytes)).toBe(authentication.authenticatorData);
  });
});

describe('encodeAuthenticatorData', () => {
  it.each([
    ['up', 0x01],
    ['uv', 0x04],
    ['be', 0x08],
  ])('sets the bit of %s alone', (flag, byte) => {
    const flags = { up: false, uv: false, be: false, bs: false, [flag]: true };
    expect(encodeAuthenticatorData({ ...bare, flags })[32]).toBe(byte);
  });

  it('sets ED, and appends the map in canonical order, only when there are extensions', () => {
    const extensions = new Map<string, number | boolean>([
      ['hmac-secret', true],
      ['credProtect', 2],
      ['credBlob', true],
    ]);
    const bytes = encodeAuthenticatorData({ ...bare, extensions });
    expect(bytes[32]).toBe(0x81);
    expect(parseAuthenticatorData(bytes).extensions).toEqual(extensions);
    expect([...parseAuthenticatorData(bytes).extensions.keys()]).toEqual([
      'credBlob',
      'credProtect',
      'hmac-secret',
    ]);
    expect(encodeAuthenticatorData(bare)).toHaveLength(37);
  });

  it('writes the counter big-endian', () => {
    expect(toHex(encodeAuthenticatorData({ ...bare, signCount: 0x01020304 }).subarray(33))).toBe('01020304');
  });

  it('refuses BS without BE, and ids over 1023 bytes', () => {
    const flags = { up: true, uv: true, be: false, bs: true };
    expect(() => encodeAuthenticatorData({ ...bare, flags })).toThrow(TypeError);
    const attested = { aaguid: hex('00'.repeat(16)), id: as(hex('00'.repeat(1024))), publicKey: hex('a0') };
    expect(() =>
      encodeAuthenticatorData({ ...bare, attested: { ...attested, id: as(attested.id) } }),
    ).toThrow(TypeError);
  });
});
