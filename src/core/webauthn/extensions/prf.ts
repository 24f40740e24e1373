import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, fromBase64url, own, toBase64url, utf8 } from '../../bytes';
import type { CredentialSource } from '../credential-source';
import type { CredentialDescriptor, ExtensionInputs, PrfValues } from '../options';
import type { ExtensionOutputs } from '../response';
import { invalidExtension } from './invalid';

type PrfInputs = ExtensionInputs['prf'];

/** Set apart from all other uses of the authenticator's HMAC (§prf-extension). */
const CONTEXT = concat(utf8('WebAuthn PRF'), new Uint8Array(1));

/** §prf-extension, registration: no credential can be meant before one exists. */
export function checkPrfAtCreate(prf: PrfInputs): void {
  if (prf?.evalByCredential !== undefined) throw invalidExtension('NotSupportedError');
}

/** §prf-extension, authentication: every key of evalByCredential must name an allowed credential. */
export function checkPrfAtGet(prf: PrfInputs, allowCredentials: readonly CredentialDescriptor[]): void {
  const ids = Object.keys(prf?.evalByCredential ?? {});
  if (ids.length === 0) return;
  if (allowCredentials.length === 0) throw invalidExtension('NotSupportedError');
  // base64url without padding has one spelling per value, so comparing texts compares ids.
  const allowed = new Set(allowCredentials.map((descriptor) => descriptor.id));
  for (const id of ids) {
    if (id === '' || !allowed.has(id)) throw invalidExtension('SyntaxError');
  }
}

/** The values to evaluate with this credential: its own ones first, then those for all; null for none. */
export function choosePrfValues(prf: PrfInputs, id: Uint8Array): PrfValues | null {
  const byCredential = prf?.evalByCredential;
  const key = toBase64url(id);
  // hasOwn: a site may name a credential like a member of Object.prototype.
  const chosen =
    byCredential !== undefined && Object.hasOwn(byCredential, key) ? byCredential[key] : undefined;
  return chosen ?? prf?.eval ?? null;
}

/** The salt of CTAP hmac-secret for a site's input: SHA-256("WebAuthn PRF" ‖ 0 ‖ input). */
export function prfSalt(input: Uint8Array): Bytes {
  return own(sha256(concat(CONTEXT, input)));
}

/** 32 bytes per value, from the CredRandom that stands for verified use. */
export function evaluatePrf(withUv: Uint8Array, values: PrfValues): PrfValues {
  const evaluate = (input: string) => toBase64url(hmac(sha256, withUv, prfSalt(fromBase64url(input))));
  const first = evaluate(values.first);
  return values.second === undefined ? { first } : { first, second: evaluate(values.second) };
}

/**
 * prf at registration. `enabled` says that the credential has a CredRandom; results need a verified person,
 * whatever userVerification asked for.
 */
export function prfAtCreate(
  { prf }: ExtensionInputs,
  source: CredentialSource,
  userVerified: boolean,
): ExtensionOutputs {
  if (prf === undefined) return {};
  if (source.prf === null) return { prf: { enabled: false } };
  if (prf.eval === undefined || !userVerified) return { prf: { enabled: true } };
  return { prf: { enabled: true, results: evaluatePrf(source.prf.withUv, prf.eval) } };
}

/** prf at authentication: empty where there is nothing to evaluate, or nothing to evaluate it with. */
export function prfAtGet(
  { prf }: ExtensionInputs,
  source: CredentialSource,
  userVerified: boolean,
): ExtensionOutputs {
  if (prf === undefined) return {};
  const values = choosePrfValues(prf, source.id);
  if (values === null || source.prf === null || !userVerified) return { prf: {} };
  return { prf: { results: evaluatePrf(source.prf.withUv, values) } };
}
