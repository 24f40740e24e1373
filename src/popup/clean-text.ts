/** Letters without ink, which could make a name look empty or push another aside. */
const INVISIBLE_LETTERS = /[\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\u{E0000}-\u{E0FFF}]/gu;
/** Controls, bidi overrides, zero-width and unassigned characters; only an emoji's own joiner stays. */
const CONTROLS =
  /(?!\u200D)\p{C}|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const SPACES = /[\s\u0085\u180E]+/gu;
/** More marks on one letter than any script needs grow out of their line. */
const TOWERS = /(\p{M}{4})\p{M}+/gu;

/** Most names: nothing to take out. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A name that a site chose, made safe to show: one line, no direction tricks, nothing invisible, at most
 * `longest` letters. Rendered as text only, so markup in it is inert (hostile case D39).
 */
export function cleanText(text: string, longest = 64): string {
  if (text.length <= longest && PLAIN.test(text)) return text;
  const clean = text
    .slice(0, longest * 32)
    .replace(/\uFEFF/g, '')
    .replace(SPACES, ' ')
    .replace(CONTROLS, '')
    .replace(INVISIBLE_LETTERS, '')
    .replace(TOWERS, '$1')
    .replace(SPACES, ' ')
    .trim();
  let kept = '';
  let count = 0;
  for (const { segment } of graphemes.segment(clean)) {
    if (count === longest) return `${kept.trimEnd()}…`;
    kept += segment;
    count += 1;
  }
  return kept;
}
