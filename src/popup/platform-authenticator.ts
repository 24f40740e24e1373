/**
 * The device's own authenticator (face, finger or its PIN) as a way into the vault: a passkey of Latchkey's own
 * pages, whose prf output wraps the vault key (§prf-extension). It lives in the device, never in our vault, and no
 * content script of ours stands between, since none runs on extension pages. The worker has no
 * `navigator.credentials`, so pages ask.
 */

import { fromBase64url, toBase64url } from '../core/bytes';
import type { PlatformWay, Verification } from '../messages/surface-background';
import { isFirefox } from './is-firefox';

/**
 * `cancelled`: the person or the browser said no. `no-prf`: this authenticator has no secret to give. `already`: it
 * is set up. `unavailable`: there is none here, or the browser lets no extension use it.
 */
export type PlatformTrouble = 'cancelled' | 'no-prf' | 'already' | 'unavailable';
type Failed = { readonly result: PlatformTrouble };

export type NewPlatformPasskey = {
  readonly result: 'ok';
  readonly credentialId: string;
  readonly prfSalt: string;
  readonly prf: string;
};

/**
 * Chromium gives an extension's own origin as RP ID where none is named. Firefox wants a host that the extension
 * has permission for: one under .invalid (RFC 6761 §6.4), that no server can ever have, so that no web page can
 * ask for the same secret.
 */
const FIREFOX_RP_ID = 'unlock.latchkey.invalid';
const TIMEOUT = 120_000;
/** ES256, EdDSA, RS256 (IANA "COSE Algorithms"): what platform authenticators make. The key pair is not used. */
const ALGORITHMS = [-7, -8, -257];

/** Whether there is an authenticator built into this device that an extension page may ask. */
export async function platformAvailable(): Promise<boolean> {
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}

/** Makes a passkey on this device; asks a second time where its prf answers only on use. */
export async function makePlatformPasskey(
  known: readonly PlatformWay[],
): Promise<NewPlatformPasskey | Failed> {
  const prfSalt = random(32);
  try {
    const made = await navigator.credentials.create({
      publicKey: {
        rp: isFirefox ? { id: FIREFOX_RP_ID, name: 'Latchkey' } : { name: 'Latchkey' },
        user: { id: random(16), name: 'Latchkey', displayName: 'Latchkey' },
        challenge: random(32),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        timeout: TIMEOUT,
        excludeCredentials: known.map(descriptor),
        authenticatorSelection: {
          // Firefox's own platform authenticators do not all answer to 'platform' on an extension page.
          ...(isFirefox ? {} : { authenticatorAttachment: 'platform' }),
          residentKey: 'preferred',
          userVerification: 'required',
        },
        extensions: { prf: { eval: { first: prfSalt } } },
      },
    });
    if (!(made instanceof PublicKeyCredential)) return { result: 'unavailable' };
    const { prf } = made.getClientExtensionResults();
    if (!prf?.enabled) return { result: 'no-prf' };
    const way = { credentialId: toBase64url(new Uint8Array(made.rawId)), prfSalt: toBase64url(prfSalt) };
    const first = prf.results?.first ?? (await evaluate([way]))?.first;
    return first ? { result: 'ok', ...way, prf: encoded(first) } : { result: 'no-prf' };
  } catch (error) {
    return { result: troubleOf(error) };
  }
}

/** Asks for face or finger; the answer opens one of those slots. */
export async function askPlatform(
  ways: readonly PlatformWay[],
): Promise<{ readonly result: 'ok'; readonly proof: Verification } | Failed> {
  try {
    const answer = await evaluate(ways);
    const way = ways.find(({ credentialId }) => credentialId === answer?.id);
    if (!answer || !way) return { result: 'no-prf' };
    return { result: 'ok', proof: { by: 'platform', slot: way.slot, prf: encoded(answer.first) } };
  } catch (error) {
    return { result: troubleOf(error) };
  }
}

async function evaluate(ways: readonly Pick<PlatformWay, 'credentialId' | 'prfSalt'>[]) {
  const salts = ways.map(
    ({ credentialId, prfSalt }) => [credentialId, { first: fromBase64url(prfSalt) }] as const,
  );
  const got = await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      ...(isFirefox ? { rpId: FIREFOX_RP_ID } : {}),
      timeout: TIMEOUT,
      allowCredentials: ways.map(descriptor),
      // Without it an authenticator answers with another secret (CTAP 2.1 §12.5), which opens nothing.
      userVerification: 'required',
      extensions: { prf: { evalByCredential: Object.fromEntries(salts) } },
    },
  });
  if (!(got instanceof PublicKeyCredential)) return null;
  const first = got.getClientExtensionResults().prf?.results?.first;
  return first ? { id: toBase64url(new Uint8Array(got.rawId)), first } : null;
}

function descriptor({ credentialId }: Pick<PlatformWay, 'credentialId'>) {
  const internal: AuthenticatorTransport[] = isFirefox ? [] : ['internal'];
  return { type: 'public-key', id: fromBase64url(credentialId), transports: internal } as const;
}

function encoded(output: BufferSource): string {
  const bytes = ArrayBuffer.isView(output)
    ? new Uint8Array(output.buffer, output.byteOffset, output.byteLength)
    : new Uint8Array(output);
  return toBase64url(bytes);
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

function troubleOf(error: unknown): PlatformTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  return name === 'InvalidStateError' ? 'already' : 'unavailable';
}
