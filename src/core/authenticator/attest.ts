import { concat } from '../bytes';
import type { Platform } from '../platform';
import { aaguidBytes } from '../webauthn/aaguid';
import {
  encodeAttestationObject,
  noAttestation,
  packedSelfAttestation,
} from '../webauthn/attestation-object';
import { encodeAuthenticatorData } from '../webauthn/authenticator-data';
import { processCreateExtensions } from '../webauthn/extensions/outputs';
import { algorithmFor } from './algorithms/registry';
import type { MadeCredential, MakeCredentialParameters } from './authenticator';
import type { StoredSource } from './credential-store';
import { rpIdHash } from './rp-id-hash';

/** §sctn-op-make-cred steps 9 to 14: everything the relying party is told of a stored source. */
export async function attest(
  { source, backedUp }: StoredSource,
  parameters: MakeCredentialParameters,
  userVerified: boolean,
  platform: Platform,
): Promise<MadeCredential> {
  const up = parameters.userPresence;
  const { publicKey, sign } = await algorithmFor(source.alg);

  // 9. Let processedExtensions be the result of authenticator extension processing.
  const extensions = processCreateExtensions(parameters.extensions, source, userVerified);

  // 10. Without a signature counter: constant at zero.
  const { signCount } = source;

  // 11. Let attestedCredentialData be the credential's id and public key.
  const key = await publicKey(source.privateKey);
  const attested = { aaguid: aaguidBytes(), id: source.id, publicKey: key.cose };

  // 13. Let authenticatorData be the byte array of §sctn-authenticator-data.
  const be = source.backupEligible;
  const authenticatorData = encodeAuthenticatorData({
    rpIdHash: rpIdHash(source.rpId),
    flags: { up, uv: userVerified, be, bs: be && backedUp },
    signCount,
    attested,
    extensions: extensions.authenticator,
  });

  // 12. and 14. Create an attestation object in the format that the client chose.
  const statement =
    parameters.attestation === 'none'
      ? noAttestation
      : packedSelfAttestation(
          source.alg,
          await sign(source.privateKey, concat(authenticatorData, parameters.hash), platform),
        );

  return {
    attestationObject: encodeAttestationObject(statement, authenticatorData),
    authenticatorData,
    publicKey: key.spki,
    alg: source.alg,
    id: source.id,
    extensionOutputs: extensions.client,
  };
}
