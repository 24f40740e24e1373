export type HostParts = {
  /** What stands before the site: subdomains with their dot, clipped at the front. */
  readonly before: string;
  /** The part that says whose site it is. */
  readonly site: string;
  /** The port with its colon, where it is not the default one. */
  readonly after: string;
  /** The name has letters that stand in ASCII (`xn--`) here, because they could deceive the eye (D40). */
  readonly punycode: boolean;
};

/** So many characters of the subdomains are shown; the front is what an attacker fills. */
const LONGEST_BEFORE = 32;

/**
 * Splits an origin's host so that the registrable domain can stand out. The host is ASCII: URL parsing turns
 * other letters into punycode. `site` is the registrable domain; where it is not the end of the host, the whole
 * host counts.
 */
export function hostParts(origin: string, site: string): HostParts {
  if (!URL.canParse(origin)) return { before: '', site: origin, after: '', punycode: false };
  const { hostname, port } = new URL(origin);
  const isEnd = site !== '' && (hostname === site || hostname.endsWith(`.${site}`));
  const before = isEnd ? hostname.slice(0, hostname.length - site.length) : '';
  return {
    before: before.length > LONGEST_BEFORE ? `…${before.slice(-LONGEST_BEFORE)}` : before,
    site: isEnd ? site : hostname,
    after: port === '' ? '' : `:${port}`,
    punycode: isPunycode(hostname),
  };
}

export function isPunycode(host: string): boolean {
  return host.split('.').some((label) => label.startsWith('xn--'));
}

/** Whether a passkey of `rpId` is used on a site of another name, by a related-origins file (§sctn-related-origins). */
export function isRelated(origin: string, rpId: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return hostname !== rpId && !hostname.endsWith(`.${rpId}`);
}
