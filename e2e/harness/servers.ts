/** What independent relying-party libraries make of a ceremony; each throws where it is not content. */
import { createPublicKey, verify } from 'node:crypto';
import { server as passwordless } from '@passwordless-id/webauthn';
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Fido2Lib } from 'fido2-lib';

export type Expected = {
  readonly origin: string;
  readonly rpId: string;
  /** base64url */
  readonly challenge: string;
  readonly userVerified: boolean;
};

export type Ceremonies = {
  readonly registration: RegistrationResponseJSON;
  readonly assertion: AuthenticationResponseJSON;
};

export type Server = {
  readonly name: string;
  /** COSE identifiers of what it can verify. */
  readonly algorithms: readonly number[];
  verify(ceremonies: Ceremonies, expected: Expected): Promise<void>;
};

const bytesOf = (base64url: string) => Buffer.from(base64url, 'base64url');
const bufferOf = (base64url: string): ArrayBuffer => new Uint8Array(bytesOf(base64url)).buffer;

const simpleWebAuthn: Server = {
  name: '@simplewebauthn/server',
  // ML-DSA too, but only where Node's WebCrypto has it; the journey has the browser verify those.
  algorithms: [-7, -8, -257, -35, -36, -37],
  async verify({ registration, assertion }, { origin, rpId, challenge, userVerified }) {
    const registered = await verifyRegistrationResponse({
      response: registration,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: userVerified,
      supportedAlgorithmIDs: [...this.algorithms],
    });
    if (!registered.verified) throw new Error('registration');
    const signedIn = await verifyAuthenticationResponse({
      response: assertion,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: userVerified,
      credential: registered.registrationInfo.credential,
    });
    if (!signedIn.verified) throw new Error('assertion');
  },
};

const fido2: Server = {
  name: 'fido2-lib',
  // It registers P-384 and P-521 too, but takes their keys for P-256 when it comes to signatures.
  algorithms: [-7, -257],
  async verify({ registration, assertion }, { origin, rpId, challenge, userVerified }) {
    const library = new Fido2Lib({ rpId, cryptoParams: [...this.algorithms], attestation: 'none' });
    const factor = userVerified ? 'first' : 'either';
    const registered = await library.attestationResult(
      {
        id: bufferOf(registration.id),
        rawId: bufferOf(registration.rawId),
        response: {
          clientDataJSON: registration.response.clientDataJSON,
          attestationObject: registration.response.attestationObject,
        },
      },
      { rpId, challenge, origin, factor },
    );
    const publicKey: string = registered.authnrData.get('credentialPublicKeyPem');
    await library.assertionResult(
      {
        id: bufferOf(assertion.id),
        rawId: bufferOf(assertion.rawId),
        response: {
          clientDataJSON: assertion.response.clientDataJSON,
          authenticatorData: bufferOf(assertion.response.authenticatorData),
          signature: assertion.response.signature,
          userHandle: assertion.response.userHandle ?? '',
        },
      },
      {
        ...{ rpId, challenge, origin, factor, publicKey },
        prevCounter: 0,
        userHandle: assertion.response.userHandle ?? '',
        allowCredentials: [{ id: bufferOf(registration.id), type: 'public-key' }],
      },
    );
  },
};

const passwordlessId: Server = {
  name: '@passwordless-id/webauthn',
  algorithms: [-7, -257],
  async verify({ registration, assertion }, { origin, rpId, challenge, userVerified }) {
    const user = { name: 'ada', id: 'ada' };
    const registered = await passwordless.verifyRegistration({ ...registration, user } as never, {
      ...{ challenge, origin, userVerified },
      domain: rpId,
    });
    await passwordless.verifyAuthentication(assertion as never, registered.credential, {
      ...{ challenge, origin, userVerified },
      domain: rpId,
    });
  },
};

/** Not a library of WebAuthn, but independent all the same, and it knows what they do not. */
const openSsl: Server = {
  name: 'OpenSSL, by the key of getPublicKey()',
  algorithms: [-7, -8, -257, -35, -36, -37, -47, -53, -9, -51, -52, -19],
  async verify({ registration, assertion }) {
    const { publicKey, publicKeyAlgorithm = 0 } = registration.response;
    const key = createPublicKey({ key: bytesOf(publicKey ?? ''), format: 'der', type: 'spki' });
    const { authenticatorData, clientDataJSON, signature } = assertion.response;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bufferOf(clientDataJSON)));
    const signed = Buffer.concat([bytesOf(authenticatorData), hash]);
    const pss = publicKeyAlgorithm === -37 ? { padding: 6, saltLength: 32 } : {};
    if (!verify(DIGESTS[publicKeyAlgorithm], signed, { key, ...pss }, bytesOf(signature)))
      throw new Error('signature');
  },
};

/** Undefined for those that hash by themselves. */
const DIGESTS: Record<number, string | undefined> = {
  [-7]: 'sha256',
  [-9]: 'sha256',
  [-47]: 'sha256',
  [-257]: 'sha256',
  [-37]: 'sha256',
  [-35]: 'sha384',
  [-51]: 'sha384',
  [-36]: 'sha512',
  [-52]: 'sha512',
};

export const SERVERS: readonly Server[] = [simpleWebAuthn, fido2, passwordlessId, openSsl];
