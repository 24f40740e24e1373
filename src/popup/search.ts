import type { PasskeySummary } from '../messages/surface-background';
import { comparison, type Order } from './order';
import { knownLabel } from './site-tile';

/** Most names are, and need no taking apart. */
const ASCII = /^[ -~]*$/;

/** What a passkey can be found by, in one lower-case line: made once for each, and not per key press. */
const folded = new WeakMap<PasskeySummary, string>();

/** `site`: by the name that people know a site by, then by RP ID and account. */
export function sorted(
  passkeys: readonly PasskeySummary[],
  order: Order = 'site',
): readonly PasskeySummary[] {
  if (order !== 'site') return [...passkeys].sort(comparison[order]);
  return passkeys
    .map((passkey) => ({ passkey, site: `${knownLabel(passkey.rpId)} ${passkey.rpId}` }))
    .sort((a, b) => byText(a.site, b.site) || byText(wordsOf(a.passkey), wordsOf(b.passkey)))
    .map(({ passkey }) => passkey);
}

/** Those that hold every word of the query, in any order. */
export function search(all: readonly PasskeySummary[], query: string): readonly PasskeySummary[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  return all.filter((one) => words.every((word) => wordsOf(one).includes(word)));
}

/** Makes what a search of these needs, so that no key press waits for it. */
export function makeSearchable(some: readonly PasskeySummary[]): void {
  for (const passkey of some) wordsOf(passkey);
}

function wordsOf(passkey: PasskeySummary): string {
  const known = folded.get(passkey);
  if (known !== undefined) return known;
  const { rpId, rpName, userName, userDisplayName, displayName } = passkey;
  const words = fold([userName, userDisplayName, displayName, rpId, rpName].join(' '));
  folded.set(passkey, words);
  return words;
}

/** "Zoë" is found by "zoe". */
function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** By code units: host names are ASCII, and a collator is a hundred times slower on ten thousand rows. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
