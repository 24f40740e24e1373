import type { ExtensionInputs } from '../options';
import type { ExtensionOutputs } from '../response';
import { invalidExtension } from './invalid';

/** §sctn-appid-extension is for assertions only; Chromium says so by NotSupportedError. */
export function checkAppIdAbsent(appId: string | undefined): void {
  if (appId !== undefined) throw invalidExtension('NotSupportedError');
}

/**
 * The form of an AppID, for `appid` and `appidExclude`: empty (then the caller's origin is meant) or a URL.
 * Whether the caller may use it is the client's question, which knows origins and public suffixes.
 */
export function checkAppId(appId: string | undefined): void {
  if (appId !== undefined && appId !== '' && !URL.canParse(appId)) throw invalidExtension('SyntaxError');
}

/** Output of appidExclude: Latchkey holds no U2F keys, so it was acted upon and excluded nothing. */
export function appIdExcludeOutput({ appidExclude }: ExtensionInputs): ExtensionOutputs {
  return appidExclude === undefined ? {} : { appidExclude: true };
}

/** Output of appid: no key of Latchkey was made for an AppID, so none was used with it. */
export function appIdOutput({ appid }: ExtensionInputs): ExtensionOutputs {
  return appid === undefined ? {} : { appid: false };
}
