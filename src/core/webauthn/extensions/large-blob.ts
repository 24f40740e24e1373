import { type Bytes, fromBase64url } from '../../bytes';
import type { CredentialDescriptor, ExtensionInputs } from '../options';
import { invalidExtension } from './invalid';

/** Bytes that one credential can hold; Chromium's own limit, so a site sees no difference. */
export const MAX_LARGE_BLOB = 2048;

type LargeBlobInputs = ExtensionInputs['largeBlob'];

/** §sctn-large-blob-extension, registration: nothing is there yet to read or write. */
export function checkLargeBlobAtCreate(largeBlob: LargeBlobInputs): void {
  if (largeBlob?.read !== undefined || largeBlob?.write !== undefined) {
    throw invalidExtension('NotSupportedError');
  }
}

/** §sctn-large-blob-extension, authentication: one thing at a time, and a write must know its credential. */
export function checkLargeBlobAtGet(
  largeBlob: LargeBlobInputs,
  allowCredentials: readonly CredentialDescriptor[],
): void {
  if (largeBlob === undefined) return;
  if (largeBlob.support !== undefined) throw invalidExtension('NotSupportedError');
  if (largeBlob.write === undefined) return;
  if (largeBlob.read === true) throw invalidExtension('NotSupportedError');
  if (allowCredentials.length !== 1) throw invalidExtension('NotSupportedError');
  if (fromBase64url(largeBlob.write).length > MAX_LARGE_BLOB) throw invalidExtension('NotSupportedError');
}

/** The blob to store with the credential that signs; null where none is to be written. */
export function largeBlobToWrite(largeBlob: LargeBlobInputs): Bytes | null {
  if (largeBlob?.write === undefined) return null;
  const blob = fromBase64url(largeBlob.write);
  return blob.length <= MAX_LARGE_BLOB ? blob : null;
}
