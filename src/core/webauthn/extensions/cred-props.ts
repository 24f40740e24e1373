import { invalidExtension } from './invalid';

/** §sctn-authenticator-credential-properties-extension is for registration; Chromium refuses it elsewhere. */
export function checkCredPropsAbsent(credProps: boolean | undefined): void {
  if (credProps === true) throw invalidExtension('NotSupportedError');
}
