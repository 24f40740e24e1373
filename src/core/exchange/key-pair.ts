import { ed448 } from '@noble/curves/ed448.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
import { ed25519, p256, p384, p521 } from '../authenticator/algorithms/curves';
import { type Bytes, equal, own, utf8 } from '../bytes';
import type { Platform } from '../platform';
import type { CoseAlgorithm } from '../webauthn/credential-source';
import { ecCurves, type PrivateKey } from '../webauthn/key';
import { encodePkcs8 } from '../webauthn/pkcs8';
import { encodeSpki } from '../webauthn/spki';

const MESSAGE = utf8('latchkey key check');
const SHA_256_LENGTH = 32;

const ecdsas = { 'P-256': p256, 'P-384': p384, 'P-521': p521, secp256k1 };
const hashes = { 'P-256': 'SHA-256', 'P-384': 'SHA-384', 'P-521': 'SHA-512' } as const;
const eddsas = { Ed25519: ed25519, Ed448: ed448 };
const mlDsas = { 'ML-DSA-44': ml_dsa44, 'ML-DSA-65': ml_dsa65, 'ML-DSA-87': ml_dsa87 };

/**
 * Signs and verifies. Where WebCrypto can, it does: it is twenty times as fast, which ten thousand keys feel, and
 * its import checks that the point lies on the curve. `claimed`: a public key that came along outside of the key.
 */
export async function isKeyPair(
  platform: Platform,
  key: PrivateKey,
  alg: CoseAlgorithm,
  claimed: Bytes | null,
): Promise<boolean> {
  try {
    switch (key.type) {
      case 'ec':
        return await isEcPair(platform, key, claimed);
      case 'okp': {
        const { getPublicKey, sign, verify } = eddsas[key.curve];
        const publicKey = getPublicKey(key.seed);
        return fits(claimed, publicKey) && verify(sign(MESSAGE, key.seed), MESSAGE, publicKey);
      }
      case 'rsa':
        return await isRsaPair(platform, key, alg);
      case 'ml-dsa': {
        const scheme = mlDsas[key.set];
        const { secretKey, publicKey } =
          'seed' in key
            ? scheme.keygen(key.seed)
            : { secretKey: key.expanded, publicKey: scheme.getPublicKey(key.expanded) };
        return fits(claimed, publicKey) && scheme.verify(scheme.sign(MESSAGE, secretKey), MESSAGE, publicKey);
      }
    }
  } catch {
    // Libraries refuse what is no key of theirs by throwing.
    return false;
  }
}

function fits(claimed: Uint8Array | null, publicKey: Uint8Array): boolean {
  return claimed === null || equal(claimed, publicKey);
}

async function isEcPair(
  platform: Platform,
  key: PrivateKey & { type: 'ec' },
  claimed: Bytes | null,
): Promise<boolean> {
  const { curve, d } = key;
  const { utils, getPublicKey, sign, verify } = ecdsas[curve];
  const { length } = ecCurves[curve];
  if (key.point === null || !utils.isValidSecretKey(d)) return false;
  const { point } = key;
  if (point[0] !== 4 || point.length !== 1 + 2 * length || !fits(claimed, point)) return false;
  if (curve === 'secp256k1') {
    return equal(point, getPublicKey(d, false)) && verify(sign(MESSAGE, d), MESSAGE, point);
  }
  const algorithm = { name: 'ECDSA', namedCurve: curve, hash: hashes[curve] };
  const x = own(point.subarray(1, 1 + length));
  const y = own(point.subarray(1 + length));
  const pkcs8 = encodePkcs8({ ...key, point });
  return verifies(platform, algorithm, pkcs8, encodeSpki({ type: 'ec', curve, x, y }));
}

function isRsaPair(
  platform: Platform,
  key: PrivateKey & { type: 'rsa' },
  alg: CoseAlgorithm,
): Promise<boolean> {
  const name = alg === -37 ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5';
  const { n, e } = key;
  const algorithm = { name, hash: 'SHA-256', saltLength: SHA_256_LENGTH };
  return verifies(platform, algorithm, encodePkcs8(key), encodeSpki({ type: 'rsa', n, e }));
}

async function verifies(
  { subtle }: Platform,
  algorithm: { readonly name: string },
  pkcs8: Bytes,
  spki: Bytes,
): Promise<boolean> {
  const privateKey = await subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  const publicKey = await subtle.importKey('spki', spki, algorithm, false, ['verify']);
  const signature = await subtle.sign(algorithm, privateKey, MESSAGE);
  return subtle.verify(algorithm, publicKey, signature, MESSAGE);
}
