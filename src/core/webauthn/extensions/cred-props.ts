import type { CredentialSource } from '../credential-source';
import type { ExtensionInputs } from '../options';
import type { ExtensionOutputs } from '../response';
import { invalidExtension } from './invalid';

/** §sctn-authenticator-credential-properties-extension is for registration; Chromium refuses it elsewhere. */
export function checkCredPropsAbsent(credProps: boolean | undefined): void {
  if (credProps === true) throw invalidExtension('NotSupportedError');
}

/** Whether the new credential is discoverable, as a matter of fact. */
export function credPropsOutput({ credProps }: ExtensionInputs, source: CredentialSource): ExtensionOutputs {
  return credProps === true ? { credProps: { rk: source.discoverable } } : {};
}
