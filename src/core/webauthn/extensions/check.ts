import type { CreationOptions, RequestOptions } from '../options';
import { checkAppId, checkAppIdAbsent } from './app-id';
import { checkCredPropsAbsent } from './cred-props';
import { checkCredProtect } from './cred-protect';
import { checkLargeBlobAtCreate, checkLargeBlobAtGet } from './large-blob';
import { checkPrfAtCreate, checkPrfAtGet } from './prf';

/**
 * What the client refuses before any authenticator hears of it: step "extensions" of §sctn-createCredential,
 * in the order in which Chromium looks. Throws CeremonyError with reason 'extension-invalid'.
 */
export function checkCreateExtensions(options: CreationOptions): void {
  const { extensions } = options;
  checkAppIdAbsent(extensions.appid);
  checkAppId(extensions.appidExclude);
  checkLargeBlobAtCreate(extensions.largeBlob);
  checkPrfAtCreate(extensions.prf);
  checkCredProtect(options);
}

/** As above, for §sctn-discover-from-external-source. */
export function checkGetExtensions(options: RequestOptions): void {
  const { extensions, allowCredentials } = options;
  checkAppId(extensions.appid);
  checkCredPropsAbsent(extensions.credProps);
  checkLargeBlobAtGet(extensions.largeBlob, allowCredentials);
  checkPrfAtGet(extensions.prf, allowCredentials);
}
