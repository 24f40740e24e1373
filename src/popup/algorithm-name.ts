/** COSE algorithm numbers (IANA "COSE Algorithms") by the names that people look up. */
const names: Readonly<Record<number, string>> = {
  [-7]: 'ES256 (P-256)',
  [-8]: 'EdDSA (Ed25519)',
  [-9]: 'ESP256 (P-256)',
  [-19]: 'Ed25519',
  [-35]: 'ES384 (P-384)',
  [-36]: 'ES512 (P-521)',
  [-37]: 'PS256 (RSA)',
  [-47]: 'ES256K (secp256k1)',
  [-48]: 'ML-DSA-44',
  [-49]: 'ML-DSA-65',
  [-50]: 'ML-DSA-87',
  [-51]: 'ESP384 (P-384)',
  [-52]: 'ESP512 (P-521)',
  [-53]: 'Ed448',
  [-257]: 'RS256 (RSA)',
};

export function algorithmName(alg: number): string {
  return names[alg] ?? `COSE ${alg}`;
}
