import { type Bytes, fromBase64url, toBase64url } from '../../bytes';
import type { CredentialSource } from '../credential-source';
import type { CredentialDescriptor, ExtensionInputs } from '../options';
import type { ExtensionOutputs } from '../response';
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

/** Every credential of ours can hold one. */
export function largeBlobAtCreate({ largeBlob }: ExtensionInputs): ExtensionOutputs {
  return largeBlob === undefined ? {} : { largeBlob: { supported: true } };
}

/** To be told only once a write is durable. A read that finds nothing has an empty output. */
export function largeBlobAtGet({ largeBlob }: ExtensionInputs, source: CredentialSource): ExtensionOutputs {
  if (largeBlob?.read === true) {
    return { largeBlob: source.largeBlob === null ? {} : { blob: toBase64url(source.largeBlob) } };
  }
  if (largeBlob?.write === undefined) return {};
  return { largeBlob: { written: largeBlobToWrite(largeBlob) !== null } };
}
