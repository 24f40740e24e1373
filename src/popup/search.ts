import type { PasskeySummary } from '../messages/surface-background';

/** Most names are, and need no taking apart. */
const ASCII = /^[ -~]*$/;

/** A passkey with what it can be found by, in one lower-case line, made once per list and not per key press. */
export type Searchable = { readonly passkey: PasskeySummary; readonly words: string };

/** Sorted by site, then by account. */
export function searchable(passkeys: readonly PasskeySummary[]): readonly Searchable[] {
  return passkeys
    .map((passkey) => ({ passkey, words: wordsOf(passkey) }))
    .sort((a, b) => compare(a.passkey.rpId, b.passkey.rpId) || compare(a.words, b.words));
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

/** By code units: host names are ASCII, and a collator is a hundred times slower on ten thousand rows. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
