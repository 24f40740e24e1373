/** What a site does in a ceremony. Options and verification are the library's, untouched. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { cose, decodeCredentialPublicKey, isoBase64URL } from '@simplewebauthn/server/helpers';
import { type Account, type Accounts, newUserId } from './accounts';

export type Site = {
  readonly rpId: string;
  readonly rpName: string;
  /** Origins whose pages may sign in. */
  readonly origins: string[];
  readonly accounts: Accounts;
};

export type Verification = 'required' | 'preferred' | 'discouraged';
export type Choices = { readonly verification: Verification; readonly algorithms: number[] };

/** What the site remembers between the options and the answer. */
export type Pending = {
  readonly challenge: string;
  readonly verification: Verification;
  readonly user?: { readonly userId: string; readonly userName: string };
};

/** A request that cannot be served; `message` is for the person. */
export class SiteError extends Error {}

export async function signUpOptions(
  site: Site,
  user: { userId?: string; userName: string },
  choices: Choices,
): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; pending: Pending }> {
  const userId = user.userId ?? newUserId();
  const known = site.accounts.byUserId(userId);
  const options = await generateRegistrationOptions({
    rpID: site.rpId,
    rpName: site.rpName,
    userID: isoBase64URL.toBuffer(userId),
    userName: user.userName,
    userDisplayName: user.userName,
    excludeCredentials: known?.passkeys.map(({ id, transports }) => ({ id, transports })) ?? [],
    authenticatorSelection: { residentKey: 'required', userVerification: choices.verification },
    supportedAlgorithmIDs: choices.algorithms,
  });
  const { challenge } = options;
  const pending = {
    challenge,
    verification: choices.verification,
    user: { userId, userName: user.userName },
  };
  return { options, pending };
}

export async function signUp(
  site: Site,
  pending: Pending,
  response: RegistrationResponseJSON,
): Promise<Account> {
  if (!pending.user) throw new SiteError('No sign-up was begun.');
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: pending.challenge,
    expectedOrigin: site.origins,
    expectedRPID: site.rpId,
    requireUserVerification: pending.verification === 'required',
  });
  if (!verified) throw new SiteError('The passkey could not be verified.');
  const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo;
  if (site.accounts.byPasskey(credential.id)) throw new SiteError('This passkey is known already.');
  const { userId, userName } = pending.user;
  const holder = site.accounts.byName(userName);
  if (holder && holder.userId !== userId) throw new SiteError('That name is taken.');
  return site.accounts.addPasskey(pending.user, {
    id: credential.id,
    publicKey: isoBase64URL.fromBuffer(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    algorithm: Number(decodeCredentialPublicKey(credential.publicKey).get(cose.COSEKEYS.alg)),
    backupEligible: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
    createdAt: Date.now(),
    lastUsedAt: null,
  });
}

/** Without a user name any passkey of the site may answer. */
export async function signInOptions(
  site: Site,
  userName: string | undefined,
  verification: Verification,
): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; pending: Pending }> {
  const account = userName === undefined ? undefined : site.accounts.byName(userName);
  if (userName !== undefined && !account) throw new SiteError('There is no account of that name.');
  const allowed = account?.passkeys.map(({ id, transports }) => ({ id, transports }));
  const options = await generateAuthenticationOptions({
    rpID: site.rpId,
    userVerification: verification,
    ...(allowed && { allowCredentials: allowed }),
  });
  return { options, pending: { challenge: options.challenge, verification } };
}

export async function signIn(
  site: Site,
  pending: Pending,
  response: AuthenticationResponseJSON,
): Promise<Account> {
  const account = site.accounts.byPasskey(response.id);
  const passkey = account?.passkeys.find(({ id }) => id === response.id);
  if (!account || !passkey) throw new SiteError('This passkey is not known here.');
  const { userHandle } = response.response;
  if (userHandle !== undefined && userHandle !== account.userId)
    throw new SiteError('The passkey names another account.');
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: pending.challenge,
    expectedOrigin: site.origins,
    expectedRPID: site.rpId,
    credential: {
      id: passkey.id,
      publicKey: isoBase64URL.toBuffer(passkey.publicKey),
      counter: passkey.counter,
      transports: passkey.transports,
    },
    requireUserVerification: pending.verification === 'required',
  });
  if (!verified) throw new SiteError('The signature does not match.');
  passkey.counter = authenticationInfo.newCounter;
  passkey.backedUp = authenticationInfo.credentialBackedUp;
  passkey.lastUsedAt = Date.now();
  site.accounts.save();
  return account;
}
