import { type Bytes, concat } from '../bytes';
import type { Platform } from '../platform';
import { encodeAuthenticatorData } from '../webauthn/authenticator-data';
import { largeBlobToWrite } from '../webauthn/extensions/large-blob';
import { processGetExtensions } from '../webauthn/extensions/outputs';
import { algorithmFor } from './algorithms/registry';
import type { GetAssertionParameters, MadeAssertion } from './authenticator';
import { hasUserHandle } from './candidates';
import type { StoredSource } from './credential-store';
import { rpIdHash } from './rp-id-hash';

const MAX_SIGN_COUNT = 0xffff_ffff;

/** An assertion, and what must be recorded before it may leave. */
export type SignedAssertion = {
  readonly assertion: MadeAssertion;
  readonly use: { signCount: number; origin: string; verified: boolean; largeBlob?: Bytes };
};

/** §sctn-op-get-assertion steps 8 to 12. */
export async function signAssertion(
  { source, backedUp }: StoredSource,
  { hash, origin, extensions: inputs }: GetAssertionParameters,
  userVerified: boolean,
  platform: Platform,
): Promise<SignedAssertion> {
  // 8. Let processedExtensions be the result of authenticator extension processing.
  const extensions = processGetExtensions(inputs, source, userVerified);

  // 9. Increment the signature counter; a source that counts from zero has none (§sctn-sign-counter).
  const signCount = source.signCount === 0 ? 0 : Math.min(source.signCount + 1, MAX_SIGN_COUNT);

  // 10. Let authenticatorData be the byte array of §sctn-authenticator-data, without attestedCredentialData.
  const be = source.backupEligible;
  const authenticatorData = encodeAuthenticatorData({
    rpIdHash: rpIdHash(source.rpId),
    flags: { up: true, uv: userVerified, be, bs: be && backedUp },
    signCount,
    attested: null,
    extensions: extensions.authenticator,
  });

  // 11. Let signature be that of authenticatorData ‖ hash.
  const { sign } = await algorithmFor(source.alg);
  const signature = await sign(source.privateKey, concat(authenticatorData, hash), platform);

  const largeBlob = largeBlobToWrite(inputs.largeBlob);
  return {
    assertion: {
      id: source.id,
      authenticatorData,
      signature,
      userHandle: hasUserHandle(source) ? source.userHandle : null,
      extensionOutputs: extensions.client,
    },
    use: { signCount, origin, verified: userVerified, ...(largeBlob === null ? {} : { largeBlob }) },
  };
}
