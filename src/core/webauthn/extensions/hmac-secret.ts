import type { CredentialSource } from '../credential-source';
import type { ExtensionInputs } from '../options';
import type { ExtensionOutputs } from '../response';

/** CTAP hmac-secret, the older way to ask at registration for what prf evaluates. */
export function hmacSecretOutput(
  { hmacCreateSecret }: ExtensionInputs,
  source: CredentialSource,
): ExtensionOutputs {
  return hmacCreateSecret === true ? { hmacCreateSecret: source.prf !== null } : {};
}

export function hmacSecretEntry(
  { hmacCreateSecret }: ExtensionInputs,
  source: CredentialSource,
): [string, boolean][] {
  return hmacCreateSecret === true ? [['hmac-secret', source.prf !== null]] : [];
}
