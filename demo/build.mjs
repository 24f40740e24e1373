import { cp } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the demo's server and page into dist/demo, whose server.mjs exports `startDemo`. */
export async function buildDemo() {
  const shared = { absWorkingDir: root, bundle: true, format: 'esm', logLevel: 'warning', charset: 'utf8' };
  await Promise.all([
    build({
      ...shared,
      entryPoints: { server: 'demo/server.ts' },
      outdir: 'dist/demo',
      outExtension: { '.js': '.mjs' },
      platform: 'node',
      target: 'node20',
      packages: 'external',
    }),
    build({ ...shared, entryPoints: ['demo/page/page.ts', 'demo/page/page.css'], outdir: 'dist/demo' }),
    cp(`${root}demo/page/index.html`, `${root}dist/demo/index.html`),
  ]);
}

if (argv[1] === fileURLToPath(import.meta.url)) await buildDemo();
