/**
 * Patterns that people choose far too often, from what studies of chosen PINs found: sequences, repeats,
 * keyboard and keypad walks, and above all dates (Bonneau, Preibusch and Anderson, "A birthday present every
 * eleven wallets?", 2012; Markert and others, "This PIN Can Be Easily Guessed", 2020).
 */

const KEYBOARD_ROWS = [
  '`1234567890-=',
  '!@#$%^&*()_+',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'qwertzuiopü',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  // Columns of a keyboard and of a keypad.
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p',
  '147258369',
  '741852963',
  '159357',
  '789456123',
];
const WALKS = KEYBOARD_ROWS.flatMap((row) => [row, reverse(row)]);

/** Whether a PIN (NFC) is one of the patterns above, whatever its length. */
export function isSimple(pin: string): boolean {
  const folded = pin.toLowerCase();
  const points = [...folded];
  return (
    new Set(points).size < 3 ||
    isRepeated(points) ||
    isRuns(points) ||
    isRuns(halved(points)) ||
    isDate(folded)
  );
}

/** A short unit again and again: 121212, abcabc, 19841984. */
function isRepeated(points: readonly string[]): boolean {
  for (let unit = 1; unit <= 4; unit += 1) {
    if (points.length >= 2 * unit && points.every((point, at) => point === points[at % unit])) return true;
  }
  return false;
}

/** Nothing but one or two runs of three or more: 123456, 123abc, qweasd, 111222, 123321. */
function isRuns(points: readonly string[]): boolean {
  const rest = points.slice(longestRun(points));
  return rest.length < points.length && (rest.length === 0 || longestRun(rest) === rest.length);
}

/** How many code points from the start walk one way; 0 if fewer than three. */
function longestRun(points: readonly string[]): number {
  for (let length = points.length; length >= 3; length -= 1) {
    if (isRun(points.slice(0, length))) return length;
  }
  return 0;
}

function isRun(points: readonly string[]): boolean {
  const text = points.join('');
  if (WALKS.some((walk) => walk.includes(text))) return true;
  const digits = /^\d+$/.test(text);
  const steps = points.slice(1).map((point, at) => distance(points[at] ?? '', point, digits));
  return steps.every((step) => step === steps[0]) && (digits || Math.abs(steps[0] ?? 0) <= 2);
}

/** Digits go round in a circle, as in 890123. */
function distance(from: string, to: string, digits: boolean): number {
  const step = (to.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0);
  return digits ? (step + 10) % 10 : step;
}

/** Every code point twice, as in 112233: without the doubles. */
function halved(points: readonly string[]): readonly string[] {
  const doubled = points.length % 2 === 0 && points.every((point, at) => point === points[at - (at % 2)]);
  return doubled ? points.filter((_, at) => at % 2 === 0) : [];
}

const DAY = '(0[1-9]|[12]\\d|3[01])';
const MONTH = '(0[1-9]|1[0-2])';
const YEAR = '(19|20)\\d\\d';
/** Two digits of a year from 1940 to 2029. */
const SHORT_YEAR = '([4-9]\\d|[0-2]\\d)';
const GAP = '[-./ ]?';
const DATES = [
  [DAY, MONTH, YEAR],
  [MONTH, DAY, YEAR],
  [YEAR, MONTH, DAY],
  [DAY, MONTH, SHORT_YEAR],
  [MONTH, DAY, SHORT_YEAR],
  [SHORT_YEAR, MONTH, DAY],
  [MONTH, YEAR],
  [YEAR, MONTH],
].map((parts) => new RegExp(`^${parts.join(GAP)}$`));

/** A date in any of the usual orders, with or without separators. */
function isDate(pin: string): boolean {
  return DATES.some((date) => date.test(pin));
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}
