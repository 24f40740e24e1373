import { getDomain, getPublicSuffix, parse } from 'tldts';

// Hosts come here in canonical form already; tldts must neither guess at URLs nor be stricter than DNS.
const list = { allowPrivateDomains: true, extractHostname: false, validateHostname: false, detectIp: false };

const LABEL = /^[a-z0-9_-]{1,63}$/;
/** A last label that makes the URL parser take the whole host for an IPv4 address. */
const NUMBER = /^(\d+|0x[0-9a-f]*)$/;

/**
 * Whether the text is a domain in the one form in which a browser writes a host: lower case, A-labels, no dot at
 * the end, not an IP address, nothing around it. Like Chromium, neither underscores nor outer dashes are refused.
 */
export function isCanonicalDomain(text: string): boolean {
  if (text.length > 253) return false;
  const labels = labelsOf(text);
  if (!labels.every((label) => LABEL.test(label)) || NUMBER.test(labels.at(-1) ?? '')) return false;
  // The URL parser has the last word on A-labels (Punycode, mapping, bidi).
  return URL.canParse(`https://${text}`) && new URL(`https://${text}`).hostname === text;
}

/**
 * The effective domain of an origin, if that is a valid domain and the origin one that may use WebAuthn: https,
 * or http on localhost. Null for opaque origins, IP addresses, other schemes and anything that is no origin.
 */
export function effectiveDomain(origin: string): string | null {
  if (!URL.canParse(origin)) return null;
  const url = new URL(origin);
  if (url.origin !== origin || !isCanonicalDomain(url.hostname)) return null;
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLocalhost(url.hostname));
  return secure ? url.hostname : null;
}

/** `localhost` and the names below it, which browsers resolve to this machine and trust without TLS. */
function isLocalhost(domain: string): boolean {
  return labelsOf(domain).at(-1) === 'localhost';
}

export function labelsOf(domain: string): string[] {
  return domain.split('.');
}

/** By the public suffix list with its private section; an unknown top-level domain counts as a suffix. */
export function publicSuffix(domain: string): string {
  return getPublicSuffix(domain, list) ?? domain;
}

export function isPublicSuffix(domain: string): boolean {
  return publicSuffix(domain) === domain;
}

/** The public suffix and one label more; null where the domain is itself a public suffix. */
export function registrableDomain(domain: string): string | null {
  return getDomain(domain, list);
}

/**
 * Whether the text can be the RP ID of somebody in particular, wherever it stands written: a canonical domain that
 * is no entry of the list itself. The single name of an intranet's host can, and `localhost`; `com` cannot.
 */
export function canBeRpId(text: string): boolean {
  if (!isCanonicalDomain(text)) return false;
  const { isIcann, isPrivate, publicSuffix: suffix } = parse(text, list);
  return suffix !== text || !(isIcann || isPrivate);
}
