/** The dictionaries of create() and get() as WebIDL converts them; members in the order in which it reads them. */
import { abortSignal } from './abort-signal';
import { bufferSource } from './buffer-source';
import { extensionInputs } from './extension-inputs';
import {
  any,
  boolean,
  type Convert,
  defaulted,
  dictionary,
  long,
  optional,
  required,
  sequence,
  string,
  unsignedLong,
} from './web-idl';

const none = () => [];
const text = (value: string) => defaulted(string, () => value);

/** §dictdef-publickeycredentialdescriptor */
const descriptors = sequence(
  dictionary({
    id: required(bufferSource),
    transports: optional(sequence(string)),
    type: required(string),
  }),
);

const extensions = defaulted(extensionInputs, () => extensionInputs(undefined));

/** §dictdef-publickeycredentialcreationoptions */
export const creationOptions = dictionary({
  attestation: text('none'),
  attestationFormats: defaulted(sequence(string), none),
  authenticatorSelection: optional(
    dictionary({
      authenticatorAttachment: optional(string),
      requireResidentKey: defaulted(boolean, () => false),
      residentKey: optional(string),
      userVerification: text('preferred'),
    }),
  ),
  challenge: required(bufferSource),
  excludeCredentials: defaulted(descriptors, none),
  extensions,
  hints: defaulted(sequence(string), none),
  pubKeyCredParams: required(sequence(dictionary({ alg: required(long), type: required(string) }))),
  // `name` is inherited from PublicKeyCredentialEntity, so it is read first.
  rp: required(dictionary({ name: required(string), id: optional(string) })),
  timeout: optional(unsignedLong),
  user: required(
    dictionary({ name: required(string), displayName: required(string), id: required(bufferSource) }),
  ),
});

/** §dictdef-publickeycredentialrequestoptions */
export const requestOptions = dictionary({
  allowCredentials: defaulted(descriptors, none),
  challenge: required(bufferSource),
  extensions,
  hints: defaulted(sequence(string), none),
  rpId: optional(string),
  timeout: optional(unsignedLong),
  userVerification: text('preferred'),
});

/** Members of Credential Management's two dictionaries around `publicKey`; other credential types as they are. */
const around = <Options>(publicKey: Convert<Options>) =>
  dictionary({
    digital: optional(any),
    federated: optional(any),
    identity: optional(any),
    // A real enum, but an unknown value is left to the browser, which may know it.
    mediation: text('optional'),
    otp: optional(any),
    password: optional(any),
    publicKey: optional(publicKey),
    signal: optional(abortSignal),
    uiMode: optional(string),
  });

/** CredentialCreationOptions */
export const createCall = around(creationOptions);
/** CredentialRequestOptions */
export const getCall = around(requestOptions);
