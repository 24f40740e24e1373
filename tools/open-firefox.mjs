import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ADDON = 'latchkey@latchkey.example';
/** Fixes the address of the add-on's pages, which Firefox else draws by lot. */
const UUID = '7a1c4e52-6f0b-4c1e-9d53-1f0a8e2b7c46';
const PREFS = {
  'marionette.port': 0,
  'extensions.webextensions.uuids': JSON.stringify({ [ADDON]: UUID }),
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

/** @typedef {[number, number, { message: string } | null, unknown]} Answer kind, id, error, result */

/**
 * Marionette's wire: LENGTH:JSON. One request at a time.
 * @param {import('node:net').Socket} socket
 */
function marionette(socket) {
  let bytes = Buffer.alloc(0);
  let last = 0;
  /** @type {Map<number, (answer: Answer) => void>} */
  const waiting = new Map();
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const colon = bytes.indexOf(':');
      const end = colon + 1 + Number(bytes.subarray(0, Math.max(0, colon)));
      if (colon < 0 || bytes.length < end) return;
      const message = JSON.parse(bytes.subarray(colon + 1, end).toString());
      bytes = bytes.subarray(end);
      if (Array.isArray(message)) waiting.get(message[1])?.(/** @type {Answer} */ (message));
    }
  });
  /** @param {string} name @param {object} [parameters] @returns {Promise<unknown>} */
  return (name, parameters = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ([, , error, result]) =>
        error ? reject(new Error(error.message)) : resolve(result),
      );
      const text = JSON.stringify([0, last, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

/**
 * Opens Firefox with a profile of its own that stays, and Latchkey as a temporary add-on. See open-chromium.
 * @param {{ browser: { path: string }, root: string, pages: string[] }} what
 */
export async function open({ browser, root, pages }) {
  const profile = join(root, '.cache', 'profile-firefox');
  mkdirSync(profile, { recursive: true });
  const lines = Object.entries(PREFS).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const portFile = join(profile, 'MarionetteActivePort');
  rmSync(portFile, { force: true });
  const words = ['--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'];
  const firefox = spawn(browser.path, words, { stdio: 'ignore' });
  process.once('exit', () => firefox.kill());
  const closed = new Promise((resolve) => firefox.once('exit', resolve));
  const ask = marionette(connect(await portOf(portFile), '127.0.0.1'));
  await ask('WebDriver:NewSession', {});
  const load = () => ask('Addon:Install', { path: join(root, 'dist', 'firefox'), temporary: true });
  await load();
  // After its first installation Latchkey opens the welcome page by itself.
  await sleep(1000);
  const handles = /** @type {string[]} */ (await ask('WebDriver:GetWindowHandles'));
  const opened = handles.length > 1;
  const wanted = pages.filter((page) => page.startsWith('http') || !opened);
  for (const [index, page] of wanted.entries()) {
    if (index > 0) {
      const tab = await ask('WebDriver:NewWindow', { type: 'tab', focus: true });
      const { handle } = /** @type {{ handle: string }} */ (tab);
      await ask('WebDriver:SwitchToWindow', { handle });
    }
    const url = page.startsWith('http') ? page : `moz-extension://${UUID}/${page}`;
    await ask('WebDriver:Navigate', { url });
  }
  return { closed, reload: load };
}

/** @param {string} file */
async function portOf(file) {
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      const port = Number(readFileSync(file, 'utf8'));
      if (port > 0) return port;
    } catch {
      // Not written yet.
    }
    await sleep(100);
  }
  throw new Error('Firefox did not start.');
}
