import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, own } from '../bytes';
import { hex } from '../testing/test-platform';
import { contextTag, der, derOctetString, derOid, derSequence, derUnsigned } from './der';
import { DerError } from './der-reader';
import { EC_PUBLIC_KEY, ecCurves, type MlDsaSet, mlDsaSets, okpCurves, type PrivateKey } from './key';
import { decodePkcs8, encodePkcs8 } from './pkcs8';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const pkcs8Of = (key: KeyObject) => own(key.export({ type: 'pkcs8', format: 'der' }));
const byNode = (pkcs8: Uint8Array) =>
  createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });

const made: readonly [string, () => KeyObject][] = [
  ['P-256', () => ec('P-256').privateKey],
  ['P-384', () => ec('P-384').privateKey],
  ['P-521', () => ec('P-521').privateKey],
  ['secp256k1', () => ec('secp256k1').privateKey],
  ['Ed25519', () => generateKeyPairSync('ed25519').privateKey],
  ['Ed448', () => generateKeyPairSync('ed448').privateKey],
  ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
];

describe.each(made)('PKCS#8 of %s', (name, make) => {
  it('is written exactly as OpenSSL writes it', () => {
    const rounds = name === 'RSA' ? 1 : 30;
    for (let round = 0; round < rounds; round += 1) {
      const theirs = pkcs8Of(make());
      expect(toHex(encodePkcs8(decodePkcs8(theirs)))).toBe(toHex(theirs));
    }
  });

  it('is read by OpenSSL', () => {
    const key = make();
    expect(byNode(encodePkcs8(decodePkcs8(pkcs8Of(key)))).equals(key)).toBe(true);
  });
});

it('has 138 bytes for P-256, the point embedded', () => {
  expect(encodePkcs8(decodePkcs8(pkcs8Of(ec('P-256').privateKey)))).toHaveLength(138);
});

it('reads back what it wrote, for every kind of key', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(own);
  const key: fc.Arbitrary<PrivateKey> = fc.oneof(
    ...(['P-256', 'P-384', 'P-521', 'secp256k1'] as const).map((curve) =>
      fc.record({
        type: fc.constant('ec' as const),
        curve: fc.constant(curve),
        d: bytes(ecCurves[curve].length),
        point: fc.option(bytes(1 + 2 * ecCurves[curve].length)),
      }),
    ),
    ...(['Ed25519', 'Ed448'] as const).map((curve) =>
      fc.record({
        type: fc.constant('okp' as const),
        curve: fc.constant(curve),
        seed: bytes(okpCurves[curve].length),
      }),
    ),
    ...(['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'] as const).flatMap((set) => [
      fc.record({ type: fc.constant('ml-dsa' as const), set: fc.constant(set), seed: bytes(32) }),
      fc.record({
        type: fc.constant('ml-dsa' as const),
        set: fc.constant(set),
        expanded: bytes(mlDsaSets[set].expandedLength),
      }),
    ]),
  );
  fc.assert(
    fc.property(key, (value) => {
      expect(decodePkcs8(encodePkcs8(value))).toEqual(value);
    }),
  );
});

describe('decodePkcs8', () => {
  const algorithm = derSequence(derOid(EC_PUBLIC_KEY), derOid(ecCurves['P-256'].oid));
  const wrap = (inner: Uint8Array, version = 0, ...after: Uint8Array[]) =>
    derSequence(derUnsigned(Uint8Array.of(version)), algorithm, derOctetString(inner), ...after);
  const one = derUnsigned(Uint8Array.of(1));
  const scalar = hex(`00${'11'.repeat(31)}`);

  it('reads a scalar that lost its leading zero, or gained one', () => {
    for (const d of [scalar.subarray(1), concat(Uint8Array.of(0), scalar)]) {
      expect(decodePkcs8(wrap(derSequence(one, derOctetString(d))))).toMatchObject({
        d: scalar,
        point: null,
      });
    }
  });

  it('reads the curve named a second time, and refuses another one', () => {
    const inner = (oid: string) =>
      derSequence(one, derOctetString(scalar), der(contextTag(0, 'constructed'), derOid(oid)));
    expect(decodePkcs8(wrap(inner(ecCurves['P-256'].oid)))).toMatchObject({ curve: 'P-256' });
    expect(() => decodePkcs8(wrap(inner(ecCurves['P-384'].oid)))).toThrow(DerError);
  });

  it('reads version 1 with attributes and a public key (RFC 5958)', () => {
    const attributes = der(contextTag(0, 'constructed'));
    const publicKey = der(contextTag(1, 'primitive'), hex('0004'));
    const pkcs8 = wrap(derSequence(one, derOctetString(scalar)), 1, attributes, publicKey);
    expect(decodePkcs8(pkcs8)).toMatchObject({ d: scalar });
  });

  it('reads ML-DSA keys that carry seed and expanded key, and keeps the seed', () => {
    for (const set of Object.keys(mlDsaSets) as MlDsaSet[]) {
      const seed = hex('22'.repeat(32));
      const both = derSequence(
        derOctetString(seed),
        derOctetString(new Uint8Array(mlDsaSets[set].expandedLength)),
      );
      const pkcs8 = derSequence(
        derUnsigned(Uint8Array.of(0)),
        derSequence(derOid(mlDsaSets[set].oid)),
        derOctetString(both),
      );
      expect(decodePkcs8(pkcs8)).toEqual({ type: 'ml-dsa', set, seed });
    }
  });

  it.each([
    ['an unknown version', wrap(derSequence(one, derOctetString(scalar)), 2)],
    ['a scalar that is too long', wrap(derSequence(one, derOctetString(hex('11'.repeat(33)))))],
    [
      'an EC key of another version',
      wrap(derSequence(derUnsigned(Uint8Array.of(2)), derOctetString(scalar))),
    ],
    ['an EC key without scalar', wrap(derSequence(one))],
    ['an X25519 key', hex(`302e020100300506032b656e04220420${'11'.repeat(32)}`)],
    [
      'an Ed25519 seed of 31 bytes',
      hex(`302d020100300506032b657004210 41f${'11'.repeat(31)}`.replace(' ', '')),
    ],
    [
      'a key that only looks like RSA',
      hex('3017020100300d06092a864886f70d0101010500040330010 0'.replace(' ', '')),
    ],
  ])('refuses %s', (_, pkcs8) => {
    expect(() => decodePkcs8(pkcs8)).toThrow(DerError);
  });

  it('throws nothing but DerError when a byte is changed or the end is missing', () => {
    const good = pkcs8Of(ec('P-256').privateKey);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, value, cut) => {
        const bad = cut ? good.subarray(0, at) : good.with(at, value);
        try {
          decodePkcs8(bad);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
