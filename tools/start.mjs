/**
 * `npm start`: installs what is missing, builds, starts the demo relying party and opens a browser with Latchkey
 * in it; rebuilds on change. Without a display it walks the whole journey headless instead. Only what Node has is
 * imported at the top, for at the first run nothing else is there.
 */
import { mkdirSync } from 'node:fs';
import { platform } from 'node:os';
import { argv, env, exit } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureChromium, findBrowsers } from './browsers.mjs';
import { install } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Where the demo is, unless the port is taken. */
const PORT = 7431;

const noDisplay = platform() === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
const headless = argv.includes('--headless') || Boolean(env.CI) || noDisplay;

/** @param {string} file */
const load = (file) => import(pathToFileURL(root + file).href);

async function headlessWalk() {
  const { build: bundle } = await import('esbuild');
  await bundle({
    absWorkingDir: root,
    entryPoints: ['e2e/walk.ts'],
    outfile: 'dist/walk/walk.mjs',
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  const { walk } = await load('dist/walk/walk.mjs');
  const { path } = await ensureChromium();
  console.log(`No display: walking the journey headless in ${path}`);
  await walk({
    executable: path,
    extension: `${root}dist/chrome`,
    assets: `${root}dist/demo`,
    screenshots: `${root}dist/screenshots`,
    colorScheme: argv.includes('--dark') ? 'dark' : 'light',
    say: console.log,
  });
  console.log('It works. Pictures are in dist/screenshots/.');
}

/** @param {Parameters<typeof import('../demo/server.ts').startDemo>[0]} options */
async function startDemo(options) {
  const demo = await load('dist/demo/server.mjs');
  try {
    return await demo.startDemo({ ...options, port: PORT });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return demo.startDemo(options);
  }
}

async function playground() {
  mkdirSync(`${root}.cache`, { recursive: true });
  const { rebuildOnChange } = await load('build.mjs');
  const demo = await startDemo({ file: `${root}.cache/demo-accounts.json` });
  const browser =
    findBrowsers(['chromium', 'edge', 'brave', 'chrome', 'firefox'])[0] ?? (await ensureChromium());
  console.log(`Opening ${browser.path}; the demo is at ${demo.url}`);
  const { open } = await load(
    browser.kind === 'firefox' ? 'tools/open-firefox.mjs' : 'tools/open-chromium.mjs',
  );
  const opened = await open({ browser, root, pages: ['popup/welcome.html', demo.url] });
  rebuildOnChange({ dev: true }, async () => {
    await opened.reload();
    console.log('Built again and reloaded.');
  });
  console.log(
    'Change a file and Latchkey is built anew and reloaded. Close the browser, or press Ctrl+C, to end.',
  );
  await opened.closed;
  await demo.close();
}

try {
  install();
  const [{ build }, { buildDemo }] = await Promise.all([load('build.mjs'), load('demo/build.mjs')]);
  await Promise.all([build({ dev: !headless }), buildDemo()]);
  await (headless ? headlessWalk() : playground());
  exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  exit(1);
}
