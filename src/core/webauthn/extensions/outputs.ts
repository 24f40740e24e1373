import type { CborMap, CborValue } from '../cbor';
import type { CredentialSource } from '../credential-source';
import type { ExtensionInputs } from '../options';
import type { ExtensionOutputs } from '../response';
import { appIdExcludeOutput, appIdOutput } from './app-id';
import { credBlobEntry, credBlobOutput, getCredBlobEntry, getCredBlobOutput } from './cred-blob';
import { credPropsOutput } from './cred-props';
import { credProtectEntry } from './cred-protect';
import { hmacSecretEntry, hmacSecretOutput } from './hmac-secret';
import { largeBlobAtCreate, largeBlobAtGet } from './large-blob';
import { prfAtCreate, prfAtGet } from './prf';

/** §sctn-authenticator-extension-processing: what is signed, and what the page is told beside it. */
export type ProcessedExtensions = { readonly authenticator: CborMap; readonly client: ExtensionOutputs };

/** A function of the source as it was stored, so that a repeated ceremony answers the same. */
export function processCreateExtensions(
  inputs: ExtensionInputs,
  source: CredentialSource,
  userVerified: boolean,
): ProcessedExtensions {
  return {
    // minPinLength is for relying parties that an administrator has listed; there are none.
    authenticator: new Map<string, CborValue>([
      ...credProtectEntry(inputs, source),
      ...credBlobEntry(inputs, source),
      ...hmacSecretEntry(inputs, source),
    ]),
    client: {
      ...appIdExcludeOutput(inputs),
      ...credPropsOutput(inputs, source),
      ...prfAtCreate(inputs, source, userVerified),
      ...largeBlobAtCreate(inputs),
      ...credBlobOutput(inputs, source),
      ...hmacSecretOutput(inputs, source),
    },
  };
}

export function processGetExtensions(
  inputs: ExtensionInputs,
  source: CredentialSource,
  userVerified: boolean,
): ProcessedExtensions {
  return {
    authenticator: new Map<string, CborValue>(getCredBlobEntry(inputs, source)),
    client: {
      ...appIdOutput(inputs),
      ...prfAtGet(inputs, source, userVerified),
      ...largeBlobAtGet(inputs, source),
      ...getCredBlobOutput(inputs, source),
    },
  };
}
