import { clip, MAX_NAME } from '../clip';
import type { Platform } from '../platform';
import type { CoseAlgorithm, CredentialSource } from '../webauthn/credential-source';
import { credBlobToStore } from '../webauthn/extensions/cred-blob';
import { requestedCredProtect } from '../webauthn/extensions/cred-protect';
import { algorithmFor } from './algorithms/registry';
import type { MakeCredentialParameters } from './authenticator';

const CRED_RANDOM_LENGTH = 32;

/** §sctn-op-make-cred steps 7.1 to 7.4.2: a fresh key pair and all that belongs to it, not stored yet. */
export async function newSource(
  alg: CoseAlgorithm,
  parameters: MakeCredentialParameters,
  platform: Platform,
): Promise<CredentialSource> {
  const { rp, user, extensions } = parameters;
  const { generate } = await algorithmFor(alg);
  return {
    id: parameters.newId,
    rpId: rp.id,
    userHandle: user.id.length > 0 ? user.id : null,
    alg,
    privateKey: await generate(platform),
    discoverable: parameters.discoverable,
    backupEligible: true,
    signCount: 0,
    rpName: clip(rp.name, MAX_NAME),
    userName: clip(user.name, MAX_NAME),
    userDisplayName: clip(user.displayName, MAX_NAME),
    credProtect: requestedCredProtect(extensions) ?? 1,
    // Minted for every credential, so that a site may begin with prf at any later sign-in.
    prf: { withUv: platform.random(CRED_RANDOM_LENGTH), withoutUv: platform.random(CRED_RANDOM_LENGTH) },
    credBlob: credBlobToStore(extensions),
    largeBlob: null,
    createdAt: platform.now(),
  };
}
