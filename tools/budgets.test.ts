import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** Minified bytes that a browser loads for an entry: itself and every chunk it imports at once; kB of 1000. */
const BUDGETS = [
  { bundle: 'content', output: 'content/page.js', kB: 12 },
  { bundle: 'content', output: 'content/bridge.js', kB: 6 },
  { bundle: 'popup', output: 'popup/prompt.js', kB: 120 },
  { bundle: 'popup', output: 'popup/popup.js', kB: 150 },
  { bundle: 'background', output: 'background.js', kB: 600 },
] as const;

function metafile(bundle: string): Metafile {
  return JSON.parse(readFileSync(new URL(`../dist/meta/${bundle}.json`, import.meta.url), 'utf8'));
}

function bytesOf(outputs: Metafile['outputs'], name: string, seen = new Set<string>()): number {
  if (seen.has(name)) return 0;
  seen.add(name);
  const output = outputs[name];
  if (!output) throw new Error(`${name} was not built`);
  const chunks = output.imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
  return chunks.reduce((sum, { path }) => sum + bytesOf(outputs, path, seen), output.bytes);
}

describe('byte budgets', () => {
  it.each(BUDGETS)('$output is at most $kB kB', ({ bundle, output, kB }) => {
    const { outputs } = metafile(bundle);
    const bytes = bytesOf(outputs, `dist/scripts/${output}`);
    console.log(`${output}: ${bytes} bytes of ${kB * 1000}`);
    expect(bytes).toBeLessThanOrEqual(kB * 1000);
  });

  it('the page and the bridge hold no library, no vault and no authenticator', () => {
    const { outputs } = metafile('content');
    for (const output of ['page', 'bridge']) {
      const inputs = Object.keys(outputs[`dist/scripts/content/${output}.js`]?.inputs ?? {});
      expect(inputs.length).toBeGreaterThan(0);
      const foreign =
        /node_modules\/(?!webextension-polyfill|@scure\/base)|core\/(vault|authenticator)|background|popup/;
      expect(inputs.filter((input) => foreign.test(input))).toEqual([]);
    }
  });
});
