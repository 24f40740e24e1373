import {
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { describe, expect, it } from 'vitest';
import { toBase64url, utf8 } from '../bytes';
import { digest, getParameters, makeParameters, RP_ID } from '../testing/ceremony-parameters';
import { memoryStore } from '../testing/memory-store';
import { scriptedConsent } from '../testing/scripted-consent';
import { testPlatform } from '../testing/test-platform';
import { AAGUID } from '../webauthn/aaguid';
import { serializeClientData } from '../webauthn/client-data';
import { createAuthenticator } from './create-authenticator';

const origin = `https://${RP_ID}`;
const signal = new AbortController().signal;
const expected = { expectedOrigin: origin, expectedRPID: RP_ID, requireUserVerification: true };

function clientData(type: 'webauthn.create' | 'webauthn.get', challenge: string) {
  const bytes = serializeClientData({ type, challenge, origin, crossOrigin: false });
  return { hash: digest(bytes), clientDataJSON: toBase64url(bytes) };
}

type Authenticator = ReturnType<typeof createAuthenticator>;

async function register(
  authenticator: Authenticator,
  alg: number,
  attestation: 'none' | 'packed',
): Promise<VerifiedRegistrationResponse> {
  const challenge = toBase64url(utf8('registration'));
  const { hash, clientDataJSON } = clientData('webauthn.create', challenge);
  const parameters = makeParameters({ hash, algorithms: [alg], attestation, userVerification: 'required' });
  const made = await authenticator.makeCredential(parameters, signal);
  if ('declined' in made) throw new Error(made.declined);
  return verifyRegistrationResponse({
    ...expected,
    response: {
      id: toBase64url(made.id),
      rawId: toBase64url(made.id),
      type: 'public-key',
      response: { clientDataJSON, attestationObject: toBase64url(made.attestationObject) },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    supportedAlgorithmIDs: [alg],
  });
}

async function signIn(
  authenticator: Authenticator,
  registered: NonNullable<VerifiedRegistrationResponse['registrationInfo']>,
) {
  const challenge = toBase64url(utf8('authentication'));
  const { hash, clientDataJSON } = clientData('webauthn.get', challenge);
  const made = await authenticator.getAssertion(
    getParameters({ hash, userVerification: 'required' }),
    signal,
  );
  if ('declined' in made) throw new Error(made.declined);
  return verifyAuthenticationResponse({
    ...expected,
    response: {
      id: toBase64url(made.id),
      rawId: toBase64url(made.id),
      type: 'public-key',
      response: {
        clientDataJSON,
        authenticatorData: toBase64url(made.authenticatorData),
        signature: toBase64url(made.signature),
        userHandle: toBase64url(made.userHandle ?? new Uint8Array()),
      },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    credential: registered.credential,
  });
}

// The algorithms that the server library verifies.
describe.each([-7, -8, -257, -35, -36, -37])('@simplewebauthn/server accepts algorithm %i', (alg) => {
  it.each(['none', 'packed'] as const)(
    'registered with attestation %s, then signed in',
    async (attestation) => {
      const store = memoryStore();
      store.backedUp = true;
      const authenticator = createAuthenticator({
        platform: testPlatform(),
        store,
        consent: scriptedConsent(),
      });

      const registration = await register(authenticator, alg, attestation);
      expect(registration.verified).toBe(true);
      expect(registration.registrationInfo).toMatchObject({
        fmt: attestation,
        aaguid: AAGUID,
        credentialDeviceType: 'multiDevice',
        credentialBackedUp: true,
        userVerified: true,
      });

      const { registrationInfo } = registration;
      if (registrationInfo === undefined) throw new Error('no registration');
      const authentication = await signIn(authenticator, registrationInfo);
      expect(authentication).toMatchObject({
        verified: true,
        authenticationInfo: { newCounter: 0, userVerified: true, credentialBackedUp: true },
      });
    },
  );
});
