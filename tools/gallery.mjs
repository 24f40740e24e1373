/**
 * `npm run gallery [-- SCENE …]`: builds, and takes the pictures in docs/gallery anew, from the real extension in
 * Chromium. `GALLERY` names another folder for them.
 */
import { argv, env } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { build } from '../build.mjs';
import { buildDemo } from '../demo/build.mjs';
import { ensureChromium } from './browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}dist/gallery/gallery.mjs`;
const [{ path: executable }] = await Promise.all([
  ensureChromium(),
  build(),
  buildDemo(),
  bundle({
    absWorkingDir: root,
    entryPoints: ['e2e/gallery/gallery.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  }),
]);
const { gallery } = await import(pathToFileURL(outfile).href);
await gallery({
  executable,
  extension: `${root}dist/chrome`,
  folder: env.GALLERY ?? `${root}docs/gallery`,
  only: argv.slice(2),
  say: console.log,
});
