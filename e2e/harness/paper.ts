/** What comes out of a printer. */
import { inflateSync } from 'node:zlib';

export type Paper = 'A4' | 'Letter';

/** Centimetres. */
export const PAPERS: { readonly [paper in Paper]: { readonly width: number; readonly height: number } } = {
  A4: { width: 21, height: 29.7 },
  Letter: { width: 21.59, height: 27.94 },
};

/** How many pages a PDF has: its tree of pages says so, which may stand in a compressed stream. */
export function pagesOf(pdf: Buffer): number {
  const trees = [pdf.toString('latin1'), ...streamsOf(pdf)].flatMap((text) =>
    [...text.matchAll(/<<(?:(?!<<|>>)[\s\S])*\/Type\s*\/Pages\b(?:(?!<<|>>)[\s\S])*>>/g)].map(
      ([tree]) => tree,
    ),
  );
  const counts = trees.map((tree) => Number(/\/Count\s+(\d+)/.exec(tree)?.[1]));
  if (counts.length === 0) throw new Error('a PDF without pages');
  // A tree may have branches.
  return Math.max(...counts);
}

function* streamsOf(pdf: Buffer): Iterable<string> {
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const start = at + (pdf[at + 6] === 0x0d ? 8 : 7);
    const end = pdf.indexOf('endstream', start);
    if (end < 0) return;
    // Fonts and pictures may be packed otherwise; they hold no tree.
    if (pdf[start] === 0x78) yield inflateSync(pdf.subarray(start, end)).toString('latin1');
    at = end + 3;
  }
}
