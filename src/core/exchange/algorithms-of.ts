import type { CoseAlgorithm } from '../webauthn/credential-source';
import type { EcCurve, MlDsaSet, OkpCurve, PrivateKey } from '../webauthn/key';

type Algorithms = readonly [CoseAlgorithm, ...CoseAlgorithm[]];

const ec: Readonly<Record<EcCurve, Algorithms>> = {
  'P-256': [-7, -9],
  'P-384': [-35, -51],
  'P-521': [-36, -52],
  secp256k1: [-47],
};
const okp: Readonly<Record<OkpCurve, Algorithms>> = { Ed25519: [-8, -19], Ed448: [-53] };
const rsa: Algorithms = [-257, -37];
const mlDsa: Readonly<Record<MlDsaSet, Algorithms>> = {
  'ML-DSA-44': [-48],
  'ML-DSA-65': [-49],
  'ML-DSA-87': [-50],
};

/** What a key can be for. The first is what sites ask for, and what a file without a word on it means. */
export function algorithmsOf(key: PrivateKey): Algorithms {
  switch (key.type) {
    case 'ec':
      return ec[key.curve];
    case 'okp':
      return okp[key.curve];
    case 'rsa':
      return rsa;
    case 'ml-dsa':
      return mlDsa[key.set];
  }
}
