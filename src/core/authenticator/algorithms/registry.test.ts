import { createHash, createPrivateKey } from 'node:crypto';
import { decode } from 'cborg';
import { describe, expect, it } from 'vitest';
import { type Bytes, own, utf8 } from '../../bytes';
import mlDsaFile from '../../testing/ml-dsa-chromium.json' with { type: 'json' };
import { testPlatform } from '../../testing/test-platform';
import { verifies } from '../../testing/vectors';
import { KeyMismatchError } from './algorithm';
import { algorithmFor, supportedAlgorithms } from './registry';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const message = utf8('signed');

/** COSE identifier, first bytes and length of the COSE_Key, length of the SPKI. */
const table: readonly [number, string, number, number][] = [
  [-7, 'a5010203262001215820', 77, 91],
  [-9, 'a5010203282001215820', 77, 91],
  [-35, 'a501020338222002215830', 110, 120],
  [-51, 'a501020338322002215830', 110, 120],
  [-36, 'a501020338232003215842', 146, 158],
  [-52, 'a501020338332003215842', 146, 158],
  [-47, 'a5010203382e2008215820', 78, 88],
  [-8, 'a401010327200621582', 42, 44],
  [-19, 'a401010332200621582', 42, 44],
  [-53, 'a4010103383420072158', 68, 69],
  [-257, 'a401030339010020590100', 272, 294],
  [-37, 'a4010303382420590100', 271, 294],
  [-48, 'a3010703382f20590520', 1322, 1334],
  [-49, 'a3010703383020 5907a0'.replace(' ', ''), 1962, 1974],
  [-50, 'a3010703383120590a20', 2602, 2614],
];

const signatureLengths = new Map([
  [-8, 64],
  [-19, 64],
  [-53, 114],
  [-257, 256],
  [-37, 256],
  [-48, 2420],
  [-49, 3309],
  [-50, 4627],
]);

it('has every algorithm of the list, and no other', () => {
  expect([...supportedAlgorithms].sort()).toEqual(table.map(([alg]) => alg).sort());
});

it('refuses an identifier that is not in the list', async () => {
  await expect(algorithmFor(-65535)).rejects.toThrow(TypeError);
});

describe.each(table)('algorithm %i', (alg, coseHead, coseLength, spkiLength) => {
  it('makes keys whose COSE_Key and SPKI have the form of their kind', async () => {
    const { generate, publicKey } = await algorithmFor(alg);
    const { cose, spki } = await publicKey(await generate(testPlatform()));
    expect(toHex(cose).slice(0, coseHead.length)).toBe(coseHead);
    expect(cose).toHaveLength(coseLength);
    expect(spki).toHaveLength(spkiLength);
    expect(decode(cose, { useMaps: true, strict: true }).get(3)).toBe(alg);
  });

  it('signs messages so that others can verify', async () => {
    const platform = testPlatform();
    const { generate, publicKey, sign } = await algorithmFor(alg);
    const key = await generate(platform);
    const signature = await sign(key, message, platform);
    const length = signatureLengths.get(alg);
    if (length !== undefined) expect(signature).toHaveLength(length);
    const { spki } = await publicKey(key);
    // Node's OpenSSL is too old for ML-DSA; see below for those.
    if (alg > -48 || alg < -50)
      expect(verifies(alg, spki ?? new Uint8Array(), message, signature)).toBe(true);
  });

  it('takes its randomness from the platform', async () => {
    if (alg === -257 || alg === -37) return; // WebCrypto draws its own.
    const { generate } = await algorithmFor(alg);
    const keys = await Promise.all(['a', 'a', 'b'].map((seed) => generate(testPlatform(seed))));
    const [first, again, other] = keys.map(toHex);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('writes private keys that Node reads', async () => {
    if (alg <= -48 && alg >= -50) return;
    const { generate } = await algorithmFor(alg);
    const key = Buffer.from(await generate(testPlatform()));
    const exported = createPrivateKey({ key, format: 'der', type: 'pkcs8' }).export({
      type: 'pkcs8',
      format: 'der',
    });
    expect(exported.equals(key)).toBe(true);
  });

  it('refuses keys of another kind', async () => {
    const { publicKey, sign } = await algorithmFor(alg);
    const { generate } = await algorithmFor(alg === -7 || alg === -9 ? -8 : -7);
    const key = await generate(testPlatform());
    await expect(publicKey(key)).rejects.toThrow(KeyMismatchError);
    await expect(sign(key, message, testPlatform())).rejects.toThrow(KeyMismatchError);
  });
});

describe.each(mlDsaFile.keys)('$name against Chromium’s WebCrypto', (given) => {
  const alg = { 'ML-DSA-44': -48, 'ML-DSA-65': -49, 'ML-DSA-87': -50 }[given.name] ?? 0;
  const bytes = (text: string): Bytes => own(Buffer.from(text, 'base64'));

  it('has the same public key for its private key', async () => {
    const { publicKey } = await algorithmFor(alg);
    const { spki } = await publicKey(bytes(given.pkcs8));
    expect(Buffer.from(spki ?? []).toString('base64')).toBe(given.spki);
  });

  it('makes the deterministic signature that Chromium verified', async () => {
    const { sign } = await algorithmFor(alg);
    const platform = { ...testPlatform(), random: (length: number) => new Uint8Array(length) };
    const signature = await sign(bytes(given.pkcs8), bytes(given.message), platform);
    expect(createHash('sha256').update(signature).digest('hex')).toBe(given.deterministicSignatureSha256);
  });
});
