import type { CoseAlgorithm } from '../../webauthn/credential-source';

/** What Latchkey can make keys for; the relying party's order decides among them. */
export const supportedAlgorithms: ReadonlySet<CoseAlgorithm> = new Set([
  -7, -8, -257, -35, -36, -37, -53, -47, -9, -51, -52, -19, -48, -49, -50,
]);
