import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { type Bytes, own } from '../bytes';
import { hex } from './test-platform';
import file from './webauthn-l3.json' with { type: 'json' };

export type Vector = (typeof file.vectors)[number];

/** WebAuthn Level 3, §sctn-test-vectors: registration and authentication pairs. */
export const vectors: readonly Vector[] = file.vectors;
/** §test-vectors-extensions-prf */
export const prfVectors = file.prf;

type Decoded = { readonly hex: string };
const jwkCurves: Readonly<Record<number, { kty: string; crv: string }>> = {
  [-7]: { kty: 'EC', crv: 'P-256' },
  [-35]: { kty: 'EC', crv: 'P-384' },
  [-36]: { kty: 'EC', crv: 'P-521' },
  [-8]: { kty: 'OKP', crv: 'Ed25519' },
  [-53]: { kty: 'OKP', crv: 'Ed448' },
};

/** The vector's private key as PKCS#8 in DER, as Node's OpenSSL writes it. */
export function privateKeyOf(vector: Vector): Bytes {
  const key = createPrivateKey({ key: jwkOf(vector), format: 'jwk' });
  return own(key.export({ type: 'pkcs8', format: 'der' }));
}

function jwkOf({ alg, registration }: Vector): JsonWebKey {
  if (registration.rsaPrivateJwk !== undefined) return registration.rsaPrivateJwk;
  const base64url = (digits: string | undefined) => Buffer.from(digits ?? '', 'hex').toString('base64url');
  const cose = registration.decoded.authData.credentialPublicKey as unknown as Record<string, Decoded>;
  const d = base64url(registration.credential_private_key ?? registration.private_key);
  const jwk = { ...jwkCurves[alg], d, x: base64url(cose['-2']?.hex) };
  return jwk.kty === 'EC' ? { ...jwk, y: base64url(cose['-3']?.hex) } : jwk;
}

/** Verifies by Node's OpenSSL, which shares no code with what signs. */
export function verifies(alg: number, spki: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const { hash, ...options } = verification(alg, key);
  return verify(hash, message, options, signature);
}

function verification(
  alg: number,
  key: KeyObject,
): { hash: string | null; key: KeyObject; [o: string]: unknown } {
  // RSA_PKCS1_PSS_PADDING is 6.
  if (alg === -37) return { hash: 'sha256', key, padding: 6, saltLength: 32 };
  if (alg === -8 || alg === -19 || alg === -53) return { hash: null, key };
  if (alg === -35 || alg === -51) return { hash: 'sha384', key, dsaEncoding: 'der' };
  if (alg === -36 || alg === -52) return { hash: 'sha512', key, dsaEncoding: 'der' };
  return { hash: 'sha256', key, dsaEncoding: 'der' };
}

/** What an assertion of the vector signs: authenticatorData ‖ SHA-256(clientDataJSON). */
export function signedMessage({ authentication }: Vector): Bytes {
  return hex(authentication.authenticatorData + authentication.decoded.clientDataHash);
}
