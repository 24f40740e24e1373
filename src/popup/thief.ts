/**
 * What a thief needs who has a copy of the disk, and so tries PINs without the attempt counter: the longest that a
 * search takes with one fast graphics card. An estimate, for honest words and not for refusing.
 *
 * Rate: an RTX 5090 makes about 10,000 guesses a second at Argon2id with 19 MiB and 2 passes, an H100, rented for a
 * few dollars an hour, twice that (https://auth.pilcrowonpaper.com/argon2). What Argon2id costs such a card is its
 * memory traffic, memory × (3 × passes − 1) (https://tobtu.com/minimum-password-settings/), so at the least that a
 * PIN slot costs (64 MiB, 3 passes; core/vault/kdf.ts) it is 1,855 a second. Could be wrong by two or three times
 * in either direction; a thief with a hundred cards needs a hundredth.
 */
const MEASURED = { guesses: 10_000, memoryMiB: 19, passes: 2 };
const SLOT = { memoryMiB: 64, passes: 3 };
const traffic = ({ memoryMiB, passes }: { memoryMiB: number; passes: number }) =>
  memoryMiB * (3 * passes - 1);
export const GUESSES_PER_SECOND = (MEASURED.guesses * traffic(MEASURED)) / traffic(SLOT);

/**
 * A run of letters counts as one word of a list of 7,776 (the size of the EFF's and Diceware's) where that is less
 * than its letters at random: people choose words.
 */
const WORD_LIST = 7776;

type Alphabet = { readonly test: RegExp; readonly size: number };
/** Other letters and signs: as many as an attacker must try who knows the script. */
const ALPHABETS: readonly Alphabet[] = [
  { test: /\d/, size: 10 },
  { test: /[a-z]/, size: 26 },
  { test: /[A-Z]/, size: 26 },
  { test: /[ -/:-@[-`{-~]/, size: 33 },
  { test: /[^ -~]/, size: 100 },
];

/** Seconds until a thief has tried all PINs that are built like this one. */
export function thiefSeconds(pin: string): number {
  return guessesFor(pin) / GUESSES_PER_SECOND;
}

/** How many PINs are built like this one. */
export function guessesFor(pin: string): number {
  const byLetters = randomly([...pin]);
  const parts = pin.match(/\p{L}{3,}|\d+|./gsu) ?? [];
  // Built of words at all? A random mix of letters and digits is not.
  if (!parts.some((part) => /^\p{L}{3,}$/u.test(part))) return byLetters;
  const seen = new Set<string>();
  const byWords = parts.reduce((product, part) => {
    if (seen.has(part)) return product;
    seen.add(part);
    return product * worthOf(part);
  }, 1);
  return Math.min(byLetters, byWords);
}

function worthOf(part: string): number {
  const random = randomly([...part]);
  if (!/^\p{L}{3,}$/u.test(part)) return random;
  // As it is, with a capital, or all in capitals.
  const spelt = part === part.toLowerCase() ? 1 : 3;
  return Math.min(random, WORD_LIST * spelt);
}

function randomly(points: readonly string[]): number {
  const size = ALPHABETS.reduce(
    (sum, alphabet) => sum + (points.some((point) => alphabet.test.test(point)) ? alphabet.size : 0),
    0,
  );
  return size ** points.length;
}
