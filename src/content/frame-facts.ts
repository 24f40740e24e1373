import type { FrameFacts } from '../messages/bridge-background';

/** Chromium alone lets a document ask for its permissions policy. */
type WithPolicy = { readonly featurePolicy?: { allowsFeature(feature: string): boolean } };

/**
 * What only the frame itself knows, read in the isolated world. To be read when the page's request arrives: a
 * prompt that is answered later gives the frame a user activation of its own.
 */
export function frameFacts(ceremony: 'create' | 'get'): FrameFacts {
  const { featurePolicy } = document as WithPolicy;
  const ancestors = location.ancestorOrigins as DOMStringList | undefined;
  return {
    policyAllows: featurePolicy?.allowsFeature(`publickey-credentials-${ceremony}`) ?? null,
    userActivation: navigator.userActivation.isActive,
    ancestorOrigins: ancestors ? Array.from(ancestors) : null,
  };
}
