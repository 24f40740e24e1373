import type { CredentialSignal } from '../messages/page-bridge';
import { decodeBase64url } from './base64url';
import type { Channel } from './channel';
import { jsonForm } from './json-form';
import { typeError } from './page-error';
import { replaceMember } from './patch';
import { type Convert, dictionary, required, sequence, string } from './web-idl';

/** A string that the standard has decoded as base64url; a failure is a TypeError (§sctn-signal-methods). */
const base64url: Convert<string> = (value) => {
  const text = string(value);
  if (decodeBase64url(text) === null) throw typeError('The value is not base64url.');
  return text;
};

const unknownCredential = dictionary({ credentialId: required(base64url), rpId: required(string) });
const allAcceptedCredentials = dictionary({
  allAcceptedCredentialIds: required(sequence(base64url)),
  rpId: required(string),
  userId: required(base64url),
});
const currentUserDetails = dictionary({
  displayName: required(string),
  name: required(string),
  rpId: required(string),
  userId: required(base64url),
});

/**
 * Lets Latchkey hear the three signals. The browser's own method still has every call and makes the answer, so
 * that nothing can be learnt from it; it also finds the fault in options that do not convert.
 */
export function replaceSignals(channel: Channel): void {
  const hear = <Options extends object>(
    name: string,
    convert: Convert<Options>,
    signal: (options: Options) => CredentialSignal,
  ) =>
    replaceMember(PublicKeyCredential, name, (native, self, args) => {
      let options: Options;
      try {
        options = convert(args.length > 0 ? args[0] : undefined);
      } catch {
        return native(self, args);
      }
      channel.ask({ type: 'signal', signal: signal(options) }, () => {});
      return native(self, [options]);
    });

  hear('signalUnknownCredential', unknownCredential, (options) => ({
    method: 'unknownCredential',
    ...jsonForm(options),
  }));
  hear('signalAllAcceptedCredentials', allAcceptedCredentials, (options) => ({
    method: 'allAcceptedCredentials',
    ...jsonForm(options),
  }));
  hear('signalCurrentUserDetails', currentUserDetails, (options) => ({
    method: 'currentUserDetails',
    ...jsonForm(options),
  }));
}
