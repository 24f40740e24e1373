import { type Bytes, fromBase64url, toBase64url } from '../../bytes';
import type { CredentialSource } from '../credential-source';
import type { ExtensionInputs } from '../options';
import type { ExtensionOutputs } from '../response';

/** CTAP demands 32 bytes at least. */
export const MAX_CRED_BLOB = 64;

/** The blob to keep with a new credential; null where none is given or it is too long. */
export function credBlobToStore({ credBlob }: ExtensionInputs): Bytes | null {
  if (credBlob === undefined) return null;
  const blob = fromBase64url(credBlob);
  return blob.length <= MAX_CRED_BLOB ? blob : null;
}

/** Whether the blob was stored. */
export function credBlobOutput({ credBlob }: ExtensionInputs, source: CredentialSource): ExtensionOutputs {
  return credBlob === undefined ? {} : { credBlob: source.credBlob !== null };
}

export function credBlobEntry({ credBlob }: ExtensionInputs, source: CredentialSource): [string, boolean][] {
  return credBlob === undefined ? [] : [['credBlob', source.credBlob !== null]];
}

/** The stored blob; empty where there is none, as CTAP wants it. */
export function getCredBlobOutput(
  { getCredBlob }: ExtensionInputs,
  source: CredentialSource,
): ExtensionOutputs {
  return getCredBlob === true ? { getCredBlob: toBase64url(source.credBlob ?? new Uint8Array()) } : {};
}

export function getCredBlobEntry(
  { getCredBlob }: ExtensionInputs,
  source: CredentialSource,
): [string, Bytes][] {
  return getCredBlob === true ? [['credBlob', source.credBlob ?? new Uint8Array()]] : [];
}
