/**
 * Builds both extensions: `node build.mjs [--dev] [--watch] [--package]`.
 * The scripts are the same bytes for both browsers; only the manifests differ.
 */
import { watch } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { archive } from './tools/archive.mjs';
import { notices } from './tools/notices.mjs';
import { withoutInnerHtml } from './tools/without-inner-html.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const at = (...path) => join(root, ...path);
const BROWSERS = ['chrome', 'firefox'];

/** What each browser's manifest has that the other does not know. */
const manifestOf = {
  chrome: ({ browser_specific_settings: _, background: { scripts: __, ...background }, ...rest }) => ({
    ...rest,
    background,
  }),
  firefox: ({
    key: _,
    minimum_chrome_version: __,
    storage: ____,
    background: { service_worker: ___, ...background },
    ...rest
  }) => ({ ...rest, background }),
};

async function bundles(dev) {
  const popup = await readdir(at('src/popup')).catch(() => []);
  const documents = popup.filter((name) => name.endsWith('.html'));
  const shared = {
    absWorkingDir: root,
    outdir: at('dist/scripts'),
    outbase: at('src'),
    bundle: true,
    metafile: true,
    write: false,
    minify: !dev,
    sourcemap: dev ? 'inline' : false,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    target: ['chrome127', 'firefox140'],
    loader: { '.svg': 'text' },
    plugins: [withoutInnerHtml],
  };
  return {
    // A worker cannot import() at run time: what is lazy elsewhere is inlined here, hence no splitting.
    background: {
      ...shared,
      format: 'esm',
      entryPoints: [{ in: 'src/background/background.ts', out: 'background' }],
    },
    content: {
      ...shared,
      format: 'iife',
      entryPoints: ['src/content/bridge.ts', 'src/content/page.ts'],
      // A page's own getter is called by page.ts: what it sees of the stack must not tell the extension's address.
      footer: dev ? {} : { js: '//# sourceURL=<anonymous>' },
    },
    popup: {
      ...shared,
      format: 'esm',
      splitting: true,
      chunkNames: 'popup/[name]-[hash]',
      entryPoints: documents.map((name) => `src/popup/${basename(name, '.html')}.tsx`),
    },
  };
}

/** Files copied as they are: [from, to below the extension's root]. */
async function copies() {
  const popup = await readdir(at('src/popup'));
  return [
    ...popup.filter((name) => name.endsWith('.html')).map((name) => [`src/popup/${name}`, `popup/${name}`]),
    ['src/icons', 'icons'],
    ['_locales', '_locales'],
    ['managed-schema.json', 'managed-schema.json'],
    ['LICENSE', 'LICENSE'],
  ];
}

/** Writes chrome, firefox and meta below `dist` from finished bundles. */
async function lay(results, dist) {
  const manifest = JSON.parse(await readFile(at('manifest.json'), 'utf8'));
  const { version } = JSON.parse(await readFile(at('package.json'), 'utf8'));
  const licences = await notices(Object.values(results).map((result) => result.metafile));
  await rm(join(dist, 'meta'), { recursive: true, force: true });
  await mkdir(join(dist, 'meta'), { recursive: true });
  for (const [name, { metafile }] of Object.entries(results))
    await writeFile(join(dist, 'meta', `${name}.json`), JSON.stringify(metafile));
  for (const browser of BROWSERS) {
    const out = join(dist, browser);
    await rm(out, { recursive: true, force: true });
    for (const [from, to] of await copies()) await cp(at(from), join(out, to), { recursive: true });
    for (const file of Object.values(results).flatMap((result) => result.outputFiles)) {
      const to = join(out, relative(at('dist/scripts'), file.path));
      await mkdir(join(to, '..'), { recursive: true });
      await writeFile(to, file.contents);
    }
    await writeFile(join(out, 'LICENCES.txt'), licences);
    const made = { ...manifestOf[browser](manifest), version };
    await writeFile(join(out, 'manifest.json'), `${JSON.stringify(made, null, 2)}\n`);
  }
}

/** Builds once. `dev`: readable, with source maps. */
export async function build({ dev = false, dist = at('dist') } = {}) {
  const names = Object.entries(await bundles(dev));
  const results = await Promise.all(
    names.map(async ([name, options]) => [name, await esbuild.build(options)]),
  );
  await lay(Object.fromEntries(results), dist);
}

/** Builds again after each change, until the process ends; `built` hears of each good build. */
export function rebuildOnChange(options, built = () => {}) {
  let timer;
  let running = Promise.resolve();
  const again = () => {
    running = running.then(() => build(options).then(built)).catch((error) => console.error(error.message));
  };
  for (const path of ['src', '_locales', 'manifest.json'])
    watch(at(path), { recursive: path !== 'manifest.json' }, () => {
      clearTimeout(timer);
      timer = setTimeout(again, 100);
    });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  const options = { dev: argv.includes('--dev') };
  await build(options);
  if (argv.includes('--package')) await Promise.all(BROWSERS.map((browser) => archive(at('dist'), browser)));
  console.log(`dist/chrome and dist/firefox built in ${Date.now() - started} ms`);
  if (argv.includes('--watch')) rebuildOnChange(options, () => console.log('built again'));
}
