import { secp256k1 } from '@noble/curves/secp256k1.js';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { describe, expect, it } from 'vitest';
import { p256 } from '../authenticator/algorithms/curves';
import { type Bytes, own } from '../bytes';
import { credentialSource } from '../testing/credential-source';
import { hex, testPlatform } from '../testing/test-platform';
import type { PrivateKey } from '../webauthn/key';
import { encodePkcs8 } from '../webauthn/pkcs8';
import { checkPasskey } from './check';
import type { ToldPasskey } from './format';
import { isKeyPair } from './key-pair';
import { checkPorts } from './testing/read-checked';

const { id, rpId, userHandle, privateKey } = credentialSource('ada');
const check = (change: Partial<ToldPasskey>) =>
  checkPasskey({ id, rpId, userHandle, privateKey, ...change }, checkPorts);
const seed = hex('aa'.repeat(32));

describe('fields that no record could hold', () => {
  it.each<readonly [string, Partial<ToldPasskey>]>([
    ['a short seed', { prf: { withUv: seed, withoutUv: hex('aa') } }],
    ['a long credBlob', { credBlob: hex('aa'.repeat(65)) }],
    ['a long largeBlob', { largeBlob: hex('aa'.repeat(2049)) }],
    ['a counter beyond 32 bits', { signCount: 2 ** 32 }],
    ['a broken counter', { signCount: 1.5 }],
    ['a time before all time', { atFirst: { createdAt: -1 } }],
    ['a time after all time', { atFirst: { deletedAt: 1e16 } }],
  ])('%s', async (_, change) => {
    await expect(check(change)).rejects.toMatchObject({ reason: 'fields-malformed' });
  });

  it('of words are made to fit', async () => {
    const checked = await check({ userName: 'a'.repeat(5000), note: 'b\ud800', carried: 'c'.repeat(20_000) });
    expect(checked).toMatchObject({ userName: 'a'.repeat(1000), note: 'b\ufffd', carried: null });
  });
});

describe('a key of another algorithm than told', () => {
  it.each([-8, -35, -257, -47, -65_535])('%i for a P-256 key', async (alg) => {
    await expect(check({ alg })).rejects.toMatchObject({ reason: 'key-mismatch' });
  });

  it('a twin is well', async () => {
    expect(await check({ alg: -9 })).toMatchObject({ alg: -9, usualAlg: -9 });
  });
});

it.each([
  ['nought', 0n],
  ['the order of the curve', p256.Point.Fn.ORDER],
])('a scalar of %s is no key, even where WebCrypto lets it pass', async (_, scalar) => {
  const platform = testPlatform();
  const lenient = {
    importKey: async () => ({}) as CryptoKey,
    sign: async () => new ArrayBuffer(64),
    verify: async () => true,
  } as unknown as typeof platform.subtle;
  const d = hex(scalar.toString(16).padStart(64, '0'));
  const point = own(p256.Point.BASE.toBytes(false));
  const key = { type: 'ec', curve: 'P-256', d, point } as const;
  expect(await isKeyPair({ ...platform, subtle: lenient }, key, -7, null)).toBe(false);
  const one = { ...key, d: hex('1'.padStart(64, '0')) };
  expect(await isKeyPair({ ...platform, subtle: lenient }, one, -7, null)).toBe(true);
});

it('a point of another scalar is found out by signing, even where the import lets it pass', async () => {
  const platform = testPlatform();
  const [one, two] = ['1', '2'].map((digit) => hex(digit.padStart(64, '0')));
  if (!one || !two) throw new Error('no scalars');
  const whole = (d: typeof one, of: typeof one) =>
    ({ type: 'ec', curve: 'P-256', d, point: own(p256.getPublicKey(of, false)) }) as const;
  const { subtle } = platform;
  const lenient = {
    importKey: (
      format: 'pkcs8' | 'spki',
      key: Uint8Array<ArrayBuffer>,
      ...terms: [object, boolean, KeyUsage[]]
    ) =>
      subtle.importKey(
        format,
        format === 'pkcs8' ? encodePkcs8(whole(one, one)) : key,
        ...(terms as [never, never, never]),
      ),
    sign: subtle.sign.bind(subtle),
    verify: subtle.verify.bind(subtle),
  } as unknown as typeof subtle;
  expect(await isKeyPair({ ...platform, subtle: lenient }, whole(one, two), -7, null)).toBe(false);
  expect(await isKeyPair({ ...platform, subtle: lenient }, whole(one, one), -7, null)).toBe(true);
});

describe('keys that WebCrypto does not know', () => {
  const platform = testPlatform();
  const pair = (key: PrivateKey, claimed: Bytes | null = null) => isKeyPair(platform, key, -47, claimed);

  it('secp256k1: a point of another scalar is none', async () => {
    const d = hex('1'.padStart(64, '0'));
    const whole = (of: Bytes): PrivateKey => ({
      ...{ type: 'ec', curve: 'secp256k1', d, point: own(secp256k1.getPublicKey(of, false)) },
    });
    expect(await pair(whole(d))).toBe(true);
    expect(await pair(whole(hex('2'.padStart(64, '0'))))).toBe(false);
  });

  it('ML-DSA: neither a seed with another public key, nor a key of which a part was changed', async () => {
    const made = ml_dsa44.keygen(seed);
    const bySeed: PrivateKey = { type: 'ml-dsa', set: 'ML-DSA-44', seed };
    expect(await pair(bySeed, own(made.publicKey))).toBe(true);
    expect(await pair(bySeed, own(ml_dsa44.keygen(hex('bb'.repeat(32))).publicKey))).toBe(false);
    const expanded = own(made.secretKey);
    expect(await pair({ type: 'ml-dsa', set: 'ML-DSA-44', expanded })).toBe(true);
    // Of t0 (FIPS 204, 4): what the public key is made of stays, and no signature verifies.
    expanded.fill(0xa5, -400);
    expect(await pair({ type: 'ml-dsa', set: 'ML-DSA-44', expanded })).toBe(false);
  });
});
