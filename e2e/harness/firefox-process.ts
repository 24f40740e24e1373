import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LaunchOptions } from './browser';
import { until } from './browser';
import { connectMarionette, type Marionette } from './marionette';
import { RELATED_HOSTS } from './sites';

/** The add-on's id, as its manifest has it. */
export const ADDON = 'latchkey@latchkey.example';

/** Names that the test's https sites have; Firefox takes no wildcard here. */
const HOSTS = [
  ...['rp.test', 'login.rp.test', 'app.rp.test', 'localhost.rp.test'],
  ...['other.test', 'evil.other.test', 'not-rp.test', 'rp.test.other.test', ...RELATED_HOSTS],
  ...['xn--hrbour-3nf.test', 'xn--hrbour-3nf.accounts.signin.verify.other.test'],
];

type Prefs = { readonly [name: string]: string | number | boolean };

const PREFS: Prefs = {
  'marionette.port': 0,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.newtabpage.enabled': false,
  'browser.newtab.preload': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'network.dns.localDomains': HOSTS.join(','),
  // The sites' certificate is known to nobody; WebAuthn would not work with one that was waved through.
  'security.webauthn.allow_with_certificate_override': true,
  // The native authenticator of these tests; a real key in the machine must not blink.
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
};

export type Firefox = {
  readonly marionette: Marionette;
  /** Resolves when the process is gone. */
  quit(): Promise<void>;
};

/** Where pages of this profile save their files. */
export function downloadsIn(profile: string): string {
  return join(profile, 'downloads');
}

/** A headless or visible Firefox with this profile, and a session in it. */
export async function startFirefox(options: LaunchOptions): Promise<Firefox> {
  const { executable, profile, headless, colorScheme } = options;
  const scheme: Prefs = colorScheme
    ? { 'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1 }
    : {};
  const port: Prefs = options.port ? { 'network.socket.forcePort': `443=${options.port}` } : {};
  const saving: Prefs = {
    'browser.download.folderList': 2,
    'browser.download.dir': downloadsIn(profile),
    'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false,
    'browser.download.always_ask_before_handling_new_types': false,
  };
  const lines = Object.entries({ ...PREFS, ...scheme, ...port, ...saving }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const portFile = join(profile, 'MarionetteActivePort');
  await rm(portFile, { force: true });

  const words = ['--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'];
  const firefox = spawn(executable, [...words, ...(headless ? ['--headless'] : [])], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => firefox.once('exit', () => resolve()));
  const kill = () => void firefox.kill('SIGKILL');
  process.once('exit', kill);
  try {
    let marionettePort = 0;
    await until(
      'Firefox to start',
      async () => {
        if (firefox.exitCode !== null) throw new Error(`Firefox ended with ${firefox.exitCode}`);
        marionettePort = Number(await readFile(portFile, 'utf8').catch(() => '0'));
        return marionettePort > 0;
      },
      40_000,
    );
    const marionette = await connectMarionette(marionettePort);
    // Flat: under `capabilities` Marionette does not see it.
    await marionette.ask('WebDriver:NewSession', { acceptInsecureCerts: true });
    await marionette.ask('WebDriver:SetTimeouts', { script: 600_000 });
    await marionette.ask('Marionette:SetContext', { value: 'chrome' });
    return {
      marionette,
      async quit() {
        process.off('exit', kill);
        const late = setTimeout(kill, 10_000);
        await marionette.ask('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
        await ended;
        clearTimeout(late);
      },
    };
  } catch (error) {
    kill();
    throw error;
  }
}
