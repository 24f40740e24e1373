import type { Platform } from '../platform';
import type { Authenticator } from './authenticator';
import type { Consent } from './consent';
import type { CredentialStore } from './credential-store';
import { getAssertion } from './get-assertion';
import { makeCredential } from './make-credential';

/** What the authenticator acts through. */
export type AuthenticatorPorts = {
  readonly platform: Platform;
  readonly store: CredentialStore;
  readonly consent: Consent;
};

/** §sctn-authenticator-model: Latchkey's one authenticator. It keeps no state of its own. */
export function createAuthenticator(ports: AuthenticatorPorts): Authenticator {
  return {
    makeCredential: (parameters, signal) => makeCredential(parameters, signal, ports),
    getAssertion: (parameters, signal) => getAssertion(parameters, signal, ports),
  };
}
