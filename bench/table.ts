/** Where a benchmark finds what it measures. */
export type Setting = {
  /** A Chromium. */
  readonly executable: string;
  /** Folder of the built extension. */
  readonly extension: string;
  /** Folder of the demo's built page. */
  readonly assets: string;
};

/** Medians in milliseconds; `native` is what the browser's own authenticator takes for the same, if it does. */
export type Row = { readonly what: string; readonly ms: number; readonly native: number | null };

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] =
    sorted.length % 2 ? sorted.slice(middle, middle + 1) : sorted.slice(middle - 1);
  return (low + high) / 2;
}

/** As Markdown; `beside`: what `native` is called. */
export function table(rows: readonly Row[], beside = 'native'): string {
  const lines = rows.map(({ what, ms, native }) => {
    const other = native === null ? '– | –' : `${native.toFixed(1)} | ${(ms / native).toFixed(1)}×`;
    return `| ${what} | ${ms.toFixed(1)} | ${other} |`;
  });
  return [`| ms, median | Latchkey | ${beside} | ratio |`, '|---|---:|---:|---:|', ...lines].join('\n');
}
