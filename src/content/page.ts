/**
 * The page's side, in the page's own world: takes calls for a public-key credential, converts them as WebIDL
 * would, sends them to the bridge, and makes what the page receives. It holds no secret and decides nothing; the
 * page may tamper with it and harms only itself. Where anything is amiss the browser's own method has the call.
 */
import { type Call, convertCreate, convertGet } from './calls';
import { ceremonies } from './ceremonies';
import { openChannel } from './channel';
import { credentials as knowCredentials } from './credential';
import { pageError } from './page-error';
import { replaceMember } from './patch';
import { isObject, knownGetterOf, rejection } from './primordials';
import { replaceSignals } from './signals';
import { replaceCapabilities } from './statics';

if (isSecureContext && 'credentials' in navigator && 'PublicKeyCredential' in window) install();

function install(): void {
  const channel = openChannel();
  if (!channel) return;

  const container = navigator.credentials;
  const credentials = knowCredentials();
  const perform = ceremonies(channel, credentials);
  const isClosed = knownGetterOf<boolean>(window, 'closed');

  const intercept = (name: 'create' | 'get', convert: (options: object) => Call | null) =>
    replaceMember(CredentialsContainer.prototype, name, (native, self, args) => {
      const options = args.length > 0 ? args[0] : undefined;
      // Faulty calls, and those of a frame that was removed, end as the browser has it.
      if (self !== container || !isObject(options) || isClosed(window)) return native(self, args);
      let call: Call | null;
      try {
        call = convert(options);
      } catch (error) {
        return rejection(error);
      }
      if (!call) return native(self, args);
      return perform(call, (converted) => native(container, [converted]) as Promise<Credential | null>);
    });

  intercept('create', convertCreate);
  intercept('get', convertGet);
  // The browser takes only its own objects and would throw a TypeError (§sctn-storeCredential).
  replaceMember(CredentialsContainer.prototype, 'store', (native, self, args) =>
    self === container && args.length > 0 && credentials.isOurs(args[0])
      ? rejection(pageError('NotSupportedError', 'Store operation not permitted for this credential type.'))
      : native(self, args),
  );
  replaceCapabilities(channel);
  replaceSignals(channel);
}
