import { bufferSource } from './buffer-source';
import { boolean, defaulted, dictionary, optional, record, required, string } from './web-idl';

const prfValues = dictionary({ first: required(bufferSource), second: optional(bufferSource) });

/** §dictdef-authenticationextensionsclientinputs, those that Latchkey knows. */
export const extensionInputs = dictionary({
  appid: optional(string),
  appidExclude: optional(string),
  credBlob: optional(bufferSource),
  credProps: optional(boolean),
  credentialProtectionPolicy: optional(string),
  enforceCredentialProtectionPolicy: optional(boolean),
  getCredBlob: optional(boolean),
  hmacCreateSecret: optional(boolean),
  largeBlob: optional(
    dictionary({ read: optional(boolean), support: optional(string), write: optional(bufferSource) }),
  ),
  minPinLength: optional(boolean),
  payment: optional(dictionary({ isPayment: defaulted(boolean, () => false) })),
  prf: optional(dictionary({ eval: optional(prfValues), evalByCredential: optional(record(prfValues)) })),
});
