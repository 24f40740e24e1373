import type { CredentialSource } from '../credential-source';
import type { CreationOptions, ExtensionInputs } from '../options';
import { invalidExtension } from './invalid';

type Level = CredentialSource['credProtect'];

const levels: ReadonlyMap<string, Level> = new Map([
  ['userVerificationOptional', 1],
  ['userVerificationOptionalWithCredentialIDList', 2],
  ['userVerificationRequired', 3],
]);

/** The level that the site asked for (CTAP credProtect); null where none, or one that nobody knows. */
export function requestedCredProtect(extensions: ExtensionInputs): Level | null {
  return levels.get(extensions.credentialProtectionPolicy ?? '') ?? null;
}

/** Combinations that cannot be meant, as Chromium refuses them: nothing to enforce, or more than is asked. */
export function checkCredProtect(options: CreationOptions): void {
  const { extensions, authenticatorSelection: selection } = options;
  const level = requestedCredProtect(extensions);
  const enforcesNothing = extensions.enforceCredentialProtectionPolicy === true && (level ?? 1) === 1;
  const neverDiscoverable = !mightBeDiscoverable(selection) && level === 1;
  const unverified = level === 3 && selection?.userVerification !== 'required';
  if (enforcesNothing || neverDiscoverable || unverified) throw invalidExtension('NotSupportedError');
}

function mightBeDiscoverable(selection: CreationOptions['authenticatorSelection']): boolean {
  const residentKey = selection?.residentKey;
  if (residentKey === 'required' || residentKey === 'preferred') return true;
  return residentKey !== 'discouraged' && selection?.requireResidentKey === true;
}

/** Authenticator output: the level that holds, told where one was asked for. */
export function credProtectEntry(inputs: ExtensionInputs, source: CredentialSource): [string, Level][] {
  return requestedCredProtect(inputs) === null ? [] : [['credProtect', source.credProtect]];
}

/** Whether credProtect lets this credential be seen (CTAP: level 2 unless listed, level 3 never unverified). */
export function isUsable(source: CredentialSource, use: { verified: boolean; listed: boolean }): boolean {
  return use.verified || source.credProtect === 1 || (source.credProtect === 2 && use.listed);
}
