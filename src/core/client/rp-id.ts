import { effectiveDomain, isCanonicalDomain, isPublicSuffix, labelsOf, publicSuffix } from './domain';

/**
 * Why an RP ID is refused.
 * `origin-opaque`, `origin-unfit`: the caller's origin has no domain that WebAuthn takes.
 * `malformed`: the text is no domain in canonical form.
 * `public-suffix`: it belongs to nobody in particular.
 * `unrelated`: it is no suffix of the caller's domain; only its related-origins file can still allow it.
 */
export type RpIdRefusal = 'origin-opaque' | 'origin-unfit' | 'malformed' | 'public-suffix' | 'unrelated';

export type RpIdVerdict =
  | { readonly allowed: true; readonly rpId: string }
  | { readonly allowed: false; readonly reason: RpIdRefusal };

/**
 * The RP ID of a ceremony (§sctn-createCredential, §sctn-discover-from-external-source: "determine RP ID"), from
 * the caller's origin and what the page asked for. An accepted RP ID is always in the form that is hashed.
 */
export function determineRpId(origin: string, requested: string | undefined): RpIdVerdict {
  if (origin === 'null') return refused('origin-opaque');
  const domain = effectiveDomain(origin);
  if (domain === null) return refused('origin-unfit');
  if (requested === undefined || requested === domain) return { allowed: true, rpId: domain };
  // The HTML standard would parse 'EXAMPLE.com' and go on with the text as given. Chromium refuses whatever is
  // not already in canonical form, so no site relies on it, and no hash depends on spelling.
  if (!isCanonicalDomain(requested)) return refused('malformed');
  if (isPublicSuffix(requested)) return refused('public-suffix');
  return isRegistrableDomainSuffix(requested, domain)
    ? { allowed: true, rpId: requested }
    : refused('unrelated');
}

/**
 * HTML's "is a registrable domain suffix of", for two different canonical domains of which the first is no
 * public suffix. Labels are compared, never characters: evillogin.example.com does not end in login.example.com.
 */
function isRegistrableDomainSuffix(suffix: string, domain: string): boolean {
  const wanted = labelsOf(suffix);
  // Within the domain's own public suffix nothing is shared: on a.up.railway.app, railway.app is a stranger.
  if (wanted.length <= labelsOf(publicSuffix(domain)).length) return false;
  const tail = labelsOf(domain).slice(-wanted.length);
  return wanted.every((label, index) => label === tail[index]);
}

function refused(reason: RpIdRefusal): RpIdVerdict {
  return { allowed: false, reason };
}
