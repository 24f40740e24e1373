import type { CoseAlgorithm } from '../../webauthn/credential-source';
import type { MlDsaSet } from '../../webauthn/key';
import type { Algorithm } from './algorithm';
import { ed25519, p256, p384, p521 } from './curves';
import { ecdsa } from './ecdsa';
import { eddsa } from './eddsa';
import { rsa } from './rsa';

/** By COSE identifier. What is rarely asked for is set up only when it is. */
const algorithms: ReadonlyMap<CoseAlgorithm, () => Promise<Algorithm>> = new Map([
  // RFC 9053 and RFC 8812
  [-7, async () => ecdsa(-7, 'P-256', p256)],
  [-8, async () => eddsa(-8, 'Ed25519', ed25519)],
  [-257, async () => rsa(-257, 'RSASSA-PKCS1-v1_5')],
  [-35, async () => ecdsa(-35, 'P-384', p384)],
  [-36, async () => ecdsa(-36, 'P-521', p521)],
  [-37, async () => rsa(-37, 'RSA-PSS')],
  [-47, secp256k1],
  // RFC 9864: the same, with the curve in the name
  [-9, async () => ecdsa(-9, 'P-256', p256)],
  [-51, async () => ecdsa(-51, 'P-384', p384)],
  [-52, async () => ecdsa(-52, 'P-521', p521)],
  [-19, async () => eddsa(-19, 'Ed25519', ed25519)],
  [-53, ed448],
  // RFC 9964
  [-48, () => mlDsa(-48, 'ML-DSA-44')],
  [-49, () => mlDsa(-49, 'ML-DSA-65')],
  [-50, () => mlDsa(-50, 'ML-DSA-87')],
]);

/** What Latchkey can make keys for; the relying party's order decides among them. */
export const supportedAlgorithms: ReadonlySet<CoseAlgorithm> = new Set(algorithms.keys());

/** Throws TypeError where the identifier is not among `supportedAlgorithms`. */
export async function algorithmFor(alg: CoseAlgorithm): Promise<Algorithm> {
  const load = algorithms.get(alg);
  if (load === undefined) throw new TypeError('algorithm is not supported');
  return load();
}

async function secp256k1(): Promise<Algorithm> {
  const curves = await import('@noble/curves/secp256k1.js');
  return ecdsa(-47, 'secp256k1', curves.secp256k1);
}

async function ed448(): Promise<Algorithm> {
  const curves = await import('@noble/curves/ed448.js');
  return eddsa(-53, 'Ed448', curves.ed448);
}

async function mlDsa(alg: CoseAlgorithm, set: MlDsaSet): Promise<Algorithm> {
  const lattices = await import('./ml-dsa');
  return lattices.mlDsa(alg, set);
}
