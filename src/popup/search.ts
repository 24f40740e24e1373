import type { PasskeySummary } from '../messages/surface-background';
import { comparison, type Order } from './order';
import { knownLabel } from './site-tile';

/** Most names are, and need no taking apart. */
const ASCII = /^[ -~]*$/;

/** A passkey with what it can be found by, in one lower-case line, made once per list and not per key press. */
export type Searchable = { readonly passkey: PasskeySummary; readonly words: string };

/** `site`: by the name that people know a site by, then by RP ID and account. */
export function searchable(
  passkeys: readonly PasskeySummary[],
  order: Order = 'site',
): readonly Searchable[] {
  return passkeys
    .map((passkey) => {
      const { rpId, createdAt, lastUsedAt } = passkey;
      return { passkey, words: wordsOf(passkey), site: `${knownLabel(rpId)} ${rpId}`, createdAt, lastUsedAt };
    })
    .sort(comparison(order));
}

/** Those that hold every word of the query, in any order. */
export function search(all: readonly Searchable[], query: string): readonly Searchable[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  return all.filter((one) => words.every((word) => one.words.includes(word)));
}

function wordsOf({ rpId, rpName, userName, userDisplayName, displayName }: PasskeySummary): string {
  return fold([userName, userDisplayName, displayName, rpId, rpName].join(' '));
}

/** "Zoë" is found by "zoe". */
function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
