/** What a letter tile shows in place of a favicon: nothing is fetched, and the colour stays with the site. */
export type SiteTile = { readonly letter: string; readonly hue: number };

const HUES = 24;
/** Second-level names under which countries sell domains; good enough for a letter, never used for a decision. */
const SHARED = new Set(['ac', 'co', 'com', 'edu', 'gov', 'gob', 'go', 'ne', 'net', 'nom', 'or', 'org']);

/** The label that people know a site by: `github` of `login.github.com`, `bbc` of `www.bbc.co.uk`. */
export function knownLabel(rpId: string): string {
  const labels = rpId.split('.');
  const [top = '', second = '', third] = labels.toReversed();
  if (labels.length < 2) return top;
  return top.length === 2 && SHARED.has(second) && third !== undefined ? third : second;
}

/** The letter and the hue (degrees) of a site's tile. */
export function siteTile(rpId: string): SiteTile {
  const label = knownLabel(rpId);
  const first = label.startsWith('xn--') ? undefined : /[a-z0-9]/i.exec(label)?.[0];
  return { letter: first?.toUpperCase() ?? '#', hue: (hash(label) % HUES) * (360 / HUES) };
}

/** FNV-1a, 32 bits: spreads similar names over the colours. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value ^ (value >>> 15)) >>> 0;
}
