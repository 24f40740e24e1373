/**
 * `npm run bench [-- NAME …]`: builds, runs the benchmarks named (all without a name), prints their tables and
 * writes bench/RESULTS.md when all were run.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { build } from '../build.mjs';
import { buildDemo } from '../demo/build.mjs';
import { ensureChromium } from '../tools/browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each is a file beside this one that exports a function of its name. */
const BENCHES = {
  ceremony: 'What a ceremony costs without the person',
  waiting: 'What a person waits for',
  vault: 'What the vault costs as it grows',
  exchange: 'What an import of ten thousand passkeys costs',
  idle: 'What a page costs that never asks for a passkey',
  sync: 'What sync costs',
};

/** @param {string} name */
async function load(name) {
  const outfile = `dist/bench/${name}.mjs`;
  await bundle({
    absWorkingDir: root,
    entryPoints: [`bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return import(pathToFileURL(root + outfile).href);
}

const wanted = argv.slice(2);
const names = Object.keys(BENCHES).filter((name) => wanted.length === 0 || wanted.includes(name));
const [{ path: executable }] = await Promise.all([ensureChromium(), build(), buildDemo()]);
const setting = { executable, extension: `${root}dist/chrome`, assets: `${root}dist/demo` };
const { table } = await load('table');
/** Rows as a table of times; a bench that measures other things draws its own. @param {any} made @param {any} beside */
const shown = (made, beside) => (typeof made === 'string' ? made : table(made, beside));
const parts = [];
for (const name of names) {
  const { [name]: bench, beside } = await load(name);
  const part = `## ${BENCHES[name]}\n\n${shown(await bench(setting), beside)}\n`;
  console.log(part);
  parts.push(part);
}
if (names.length === Object.keys(BENCHES).length) {
  const { chromium } = await import('playwright');
  const browser = await chromium.launch({ executablePath: executable });
  const on = `Chromium ${browser.version()}, headless, ${cpus().length} cores; medians.`;
  await browser.close();
  const head = `# Benchmarks\n\nWritten by \`npm run bench\`. ${on} Milliseconds depend on the machine, ratios less so.\n`;
  writeFileSync(`${root}bench/RESULTS.md`, [head, ...parts].join('\n'));
}
