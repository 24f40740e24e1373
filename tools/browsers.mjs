/** Finds browsers on this machine, and installs one where there is none. Node only: used before `npm ci`. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {'chromium' | 'edge' | 'brave' | 'chrome' | 'firefox'} Kind
 * @typedef {{ kind: Kind, path: string }} Found
 */

/**
 * In the order in which they are taken. Google Chrome stands behind its relatives: since version 137 it does not
 * take an extension from the command line.
 * @type {{ kind: Kind, linux: string[], darwin: string, win32: string }[]}
 */
const KNOWN = [
  {
    kind: 'chromium',
    linux: ['chromium', 'chromium-browser'],
    darwin: 'Chromium.app/Contents/MacOS/Chromium',
    win32: 'Chromium\\Application\\chrome.exe',
  },
  {
    kind: 'edge',
    linux: ['microsoft-edge', 'microsoft-edge-stable'],
    darwin: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    win32: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
  {
    kind: 'brave',
    linux: ['brave-browser', 'brave'],
    darwin: 'Brave Browser.app/Contents/MacOS/Brave Browser',
    win32: 'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  },
  {
    kind: 'chrome',
    linux: ['google-chrome', 'google-chrome-stable'],
    darwin: 'Google Chrome.app/Contents/MacOS/Google Chrome',
    win32: 'Google\\Chrome\\Application\\chrome.exe',
  },
  {
    kind: 'firefox',
    linux: ['firefox', 'firefox-esr', 'firefox-developer-edition'],
    darwin: 'Firefox.app/Contents/MacOS/firefox',
    win32: 'Mozilla Firefox\\firefox.exe',
  },
];

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {typeof KNOWN[number]} browser */
function places(browser) {
  if (platform() === 'darwin')
    return ['/Applications', join(homedir(), 'Applications')].map((folder) => join(folder, browser.darwin));
  if (platform() === 'win32')
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, browser.win32));
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return browser.linux.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {string} path @returns {Kind} */
function kindOf(path) {
  if (/firefox/i.test(path)) return 'firefox';
  if (/edge/i.test(path)) return 'edge';
  if (/brave/i.test(path)) return 'brave';
  return /google[ -_]?chrome/i.test(path) ? 'chrome' : 'chromium';
}

/**
 * The browsers of these kinds, best first. LATCHKEY_BROWSER (a path, or one of the kinds) and CHROME (a path)
 * go before what is found.
 * @param {readonly Kind[]} kinds
 * @returns {Found[]}
 */
export function findBrowsers(kinds) {
  const found = KNOWN.flatMap((browser) => {
    const path = places(browser).find(runs);
    return path === undefined ? [] : [{ kind: browser.kind, path }];
  });
  const wanted = [env.LATCHKEY_BROWSER, env.CHROME].flatMap((choice) => {
    if (!choice) return [];
    if (isAbsolute(choice)) return runs(choice) ? [{ kind: kindOf(choice), path: choice }] : [];
    return found.filter(({ kind }) => kind === choice);
  });
  return [...wanted, ...found].filter(({ kind }) => kinds.includes(kind));
}

/** Playwright's own Chromium, if it is installed. @returns {Promise<Found | undefined>} */
async function playwrightChromium() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && runs(path) ? { kind: 'chromium', path } : undefined;
}

/** @param {string} command @param {string[]} words */
function run(command, words) {
  const windows = platform() === 'win32';
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit', shell: windows });
  return status === 0;
}

/** apt-get as root or with sudo; false where it is missing or fails. @param {string[]} packages */
export function aptInstall(packages) {
  if (platform() !== 'linux') return false;
  const words = ['-y', '--no-install-recommends', 'install', ...packages];
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (/** @type {string[]} */ rest) => {
    const [command = 'apt-get', ...before] = [...sudo, 'apt-get'];
    return run(command, [...before, ...rest]);
  };
  return apt(['update', '-qq']) && apt(['-qq', ...words]);
}

/**
 * A Chromium that takes an extension from the command line: one that is there, else Playwright's, else the
 * system's package.
 * @returns {Promise<Found>}
 */
export async function ensureChromium() {
  const there = findBrowsers(['chromium'])[0] ?? (await playwrightChromium());
  if (there) return there;
  console.log('No Chromium here; installing Playwright’s.');
  if (run('npx', ['--no-install', 'playwright', 'install', 'chromium'])) {
    const installed = await playwrightChromium();
    if (installed) return installed;
  }
  console.log('That did not work; trying the system’s packages.');
  if (aptInstall(['chromium'])) {
    const installed = findBrowsers(['chromium'])[0];
    if (installed) return installed;
  }
  throw new Error('No Chromium could be found or installed. Set CHROME to the path of one.');
}

/** A Firefox: one that is there, else the system's package. @returns {Promise<Found>} */
export async function ensureFirefox() {
  const there = findBrowsers(['firefox'])[0];
  if (there) return there;
  console.log('No Firefox here; trying the system’s packages.');
  if (aptInstall(['firefox-esr'])) {
    const installed = findBrowsers(['firefox'])[0];
    if (installed) return installed;
  }
  throw new Error('No Firefox could be found or installed. Set LATCHKEY_BROWSER to the path of one.');
}
