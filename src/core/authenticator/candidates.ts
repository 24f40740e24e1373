import { toBase64url } from '../bytes';
import type { CredentialSource } from '../webauthn/credential-source';
import { isUsable } from '../webauthn/extensions/cred-protect';
import type { GetAssertionParameters } from './authenticator';
import type { StoredSource } from './credential-store';

type Wanted = Pick<GetAssertionParameters, 'rpId' | 'allowList' | 'discoverableOnly'>;

/** §sctn-op-get-assertion steps 2 to 5: who can answer, in the store's order, last used first. */
export function candidatesAmong(
  held: readonly StoredSource[],
  { rpId, allowList, discoverableOnly = false }: Wanted,
  verified: boolean,
): readonly StoredSource[] {
  const listed = allowList === null ? null : new Set(allowList.map(toBase64url));
  return held.filter(({ source }) => {
    // 3. and 4. Those allowed, discoverable or not; without a list those of the credentials map: discoverable,
    // and under a user handle, for the relying party would not know whom an answer without one means.
    const inMap = source.discoverable && hasUserHandle(source);
    const isListed = listed === null || listed.has(toBase64url(source.id));
    // Conditional mediation empties the list and filters by it afterwards (§sctn-discover-from-external-source 3).
    const byMap = listed === null || discoverableOnly;
    const isOption = isListed && (inMap || !byMap);
    // 5. Remove any whose rpId is not equal. The store sorted them out already; this must hold for any store.
    return isOption && source.rpId === rpId && isUsable(source, { verified, listed: !byMap });
  });
}

/** False for imported sources without one, and for an empty one, which the standard does not know. */
export function hasUserHandle({ userHandle }: CredentialSource): boolean {
  return userHandle !== null && userHandle.length > 0;
}
