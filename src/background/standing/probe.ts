import { sha256 } from '@noble/hashes/sha2.js';
import type { GetAssertionParameters } from '../../core/authenticator/authenticator';
import { mustVerify } from '../../core/authenticator/verification';
import { as, own, toBase64url } from '../../core/bytes';
import type { Caller } from '../../core/client/caller';
import type { ClientPorts, GetRequest } from '../../core/client/client';
import { createClient } from '../../core/client/create-client';
import { CeremonyError } from '../../core/webauthn/error';
import type { Asked } from './standing-request';

/**
 * What a conditional get() would ask the authenticator for, by the client's own steps; null where the browser shall
 * have it alone, be it that the request is at fault: then the browser says so.
 */
export async function probe(
  request: GetRequest,
  caller: Caller,
  isRelatedOrigin: ClientPorts['isRelatedOrigin'],
  signal: AbortSignal,
): Promise<Omit<Asked, 'origin'> | null> {
  const asked: GetAssertionParameters[] = [];
  const client = createClient({
    authenticator: {
      getAssertion: async (parameters) => {
        asked.push(parameters);
        return { declined: 'nothing' };
      },
      makeCredential: () => Promise.reject(new CeremonyError('NotAllowedError', 'internal')),
    },
    sha256: (bytes) => own(sha256(bytes)),
    isRelatedOrigin,
    newId: as(new Uint8Array(32)),
  });
  try {
    await client.get(request, caller, signal);
  } catch (error) {
    if (error instanceof CeremonyError || signal.aborted) return null;
    throw error;
  }
  const [parameters] = asked;
  if (!parameters) return null;
  const { rpId, allowList, userVerification, extensions } = parameters;
  const verify = mustVerify(userVerification, extensions);
  return { rpId, allow: allowList?.map(toBase64url) ?? null, verify };
}
