import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { describe, expect, test } from 'vitest';
import type { Assertion, Registration } from '../webauthn/response';
import type { Outcome } from './client';
import { caller, clientUnderTest, foreignFrame, ORIGIN } from './testing/client-under-test';

const CHALLENGE = 'Y2hhbGxlbmdl';
const RP_ID = 'example.org';

function asJson(outcome: Outcome<Registration>): RegistrationResponseJSON;
function asJson(outcome: Outcome<Assertion>): AuthenticationResponseJSON;
function asJson(outcome: Outcome<Registration | Assertion>): object {
  if (outcome.kind !== 'response') throw new Error(`native: ${outcome.reason}`);
  const { id } = outcome.response;
  return { ...outcome.response, rawId: id, type: 'public-key' };
}

function register(outcome: Outcome<Registration>, expectedOrigin = ORIGIN, expectedRPID = RP_ID) {
  const response = asJson(outcome);
  return verifyRegistrationResponse({ response, expectedChallenge: CHALLENGE, expectedOrigin, expectedRPID });
}

function credentialOf({ registrationInfo }: VerifiedRegistrationResponse): WebAuthnCredential {
  if (registrationInfo === undefined) throw new Error('not verified');
  return registrationInfo.credential;
}

type Expected = { readonly expectedOrigin?: string; readonly expectedTopOrigin?: string };

function signIn(outcome: Outcome<Assertion>, credential: WebAuthnCredential, expected: Expected = {}) {
  const response = asJson(outcome);
  const defaults = { expectedChallenge: CHALLENGE, expectedOrigin: ORIGIN, expectedRPID: RP_ID };
  return verifyAuthenticationResponse({ response, credential, ...defaults, ...expected });
}

const discoverable = {
  authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
};

describe('whole ceremonies before an independent relying party', () => {
  test.each([-7, -8, -257])('algorithm %i: register, then sign in without a user name', async (alg) => {
    const { create, get } = clientUnderTest();
    const registered = await register(
      await create({ ...discoverable, pubKeyCredParams: [{ type: 'public-key', alg }] }),
    );
    expect(registered).toMatchObject({
      verified: true,
      registrationInfo: { fmt: 'none', userVerified: true },
    });
    const signedIn = await signIn(await get(), credentialOf(registered));
    expect(signedIn).toMatchObject({
      verified: true,
      authenticationInfo: { userVerified: true, origin: ORIGIN },
    });
  });

  test('packed self attestation verifies', async () => {
    const outcome = await clientUnderTest().create({ attestation: 'direct', attestationFormats: ['packed'] });
    expect(await register(outcome)).toMatchObject({ verified: true, registrationInfo: { fmt: 'packed' } });
  });

  test('a credential that is not discoverable signs in by allowCredentials only', async () => {
    const { create, get } = clientUnderTest();
    const authenticatorSelection = {
      residentKey: 'discouraged',
      requireResidentKey: false,
      userVerification: 'required',
    };
    const registered = await register(await create({ authenticatorSelection }));
    const credential = credentialOf(registered);
    const allowCredentials = [{ type: 'public-key', id: credential.id }];
    expect(await signIn(await get({ allowCredentials }), credential)).toMatchObject({ verified: true });
    expect(await get()).toEqual({ kind: 'native', reason: 'nothing-found' });
    expect((await get({ allowCredentials }, caller(), { mediation: 'conditional' })).kind).toBe('native');
  });

  test('a sub-domain registers for the whole site, and the site signs in', async () => {
    const { create, get } = clientUnderTest();
    const login = 'https://login.example.org:8443';
    const given = { ...discoverable, rp: { id: RP_ID, name: 'Example' } };
    const registered = await register(await create(given, caller({ origin: login })), login);
    expect(await signIn(await get(), credentialOf(registered))).toMatchObject({ verified: true });
  });

  test('a related origin signs in with the common RP ID; another one is refused', async () => {
    const uk = 'https://example.co.uk';
    const { create, get, lookedUp } = clientUnderTest({ related: { [RP_ID]: [uk] } });
    const registered = await register(await create(discoverable));
    const outcome = await get({ rpId: RP_ID }, caller({ origin: uk }));
    expect(await signIn(outcome, credentialOf(registered), { expectedOrigin: uk })).toMatchObject({
      verified: true,
    });
    await expect(get({ rpId: RP_ID }, caller({ origin: 'https://evil.test' }))).rejects.toMatchObject({
      name: 'SecurityError',
    });
    expect(lookedUp).toHaveLength(2);
  });

  test('a cross-origin frame registers and signs in, and says where it stands', async () => {
    const { create, get } = clientUnderTest();
    const registered = await register(await create(discoverable, foreignFrame()));
    const outcome = await get({}, foreignFrame());
    const credential = credentialOf(registered);
    // The library refuses a cross-origin response unless the relying party names the right top origin.
    await expect(signIn(outcome, credential)).rejects.toThrow('https://shop.test');
    await expect(signIn(outcome, credential, { expectedTopOrigin: 'https://evil.test' })).rejects.toThrow();
    expect(await signIn(outcome, credential, { expectedTopOrigin: 'https://shop.test' })).toMatchObject({
      verified: true,
    });
  });

  test('another site finds nothing: its own RP ID holds none, and this one’s is refused', async () => {
    const { create, get } = clientUnderTest();
    await create(discoverable);
    const other = caller({ origin: 'https://other.test' });
    expect(await get({}, other)).toEqual({ kind: 'native', reason: 'nothing-found' });
    await expect(get({ rpId: RP_ID }, other)).rejects.toMatchObject({ name: 'SecurityError' });
  });

  test('the relying party refuses a response that was made for another origin', async () => {
    const outcome = await clientUnderTest().create(
      discoverable,
      caller({ origin: 'https://www.example.org' }),
    );
    await expect(register(outcome)).rejects.toThrow();
  });

  test('prf gives the same bytes at registration and sign-in', async () => {
    const { create, get } = clientUnderTest();
    const extensions = { prf: { eval: { first: 'AQID' } } };
    const made = await create({ ...discoverable, extensions });
    const got = await get({ extensions });
    if (made.kind !== 'response' || got.kind !== 'response') throw new Error('native');
    const { prf } = got.response.clientExtensionResults;
    expect(Buffer.from(prf?.results?.first ?? '', 'base64url')).toHaveLength(32);
    expect(made.response.clientExtensionResults.prf).toEqual({ enabled: true, ...prf });
  });
});
