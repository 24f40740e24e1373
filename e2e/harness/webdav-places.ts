import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD, startWebdavServer, USER } from '../../src/background/sync/testing/webdav-server';
import { until } from './browser';

/** A WebDAV server on this machine, of its own kind. */
export type Place = {
  readonly kind: string;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** All that it stores: names and contents. */
  stored(): Promise<Map<string, Uint8Array>>;
  /** Ends the server at once, as a power cut does; what it stores stays. */
  kill(): Promise<void>;
  /** Starts it again, at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
};

const PLAIN_PASSWORD = 'app-7431';
const MODULES = '/usr/lib/apache2/modules';

function found(...paths: readonly string[]): string | null {
  const is = (path: string) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return paths.find(is) ?? null;
}

const apache = () => found('/usr/sbin/apache2');
const rclone = () => found('/usr/bin/rclone', '/usr/local/bin/rclone');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Apache's mod_dav where Debian's package is there, with digest authentication; else a small server of ours. */
export async function firstPlace(): Promise<Place> {
  const server = apache();
  return server ? startApache(server) : ownPlace('Apache');
}

/** rclone's server, with basic authentication; else a small server of ours. */
export async function secondPlace(): Promise<Place> {
  const server = rclone();
  return server ? startRclone(server) : ownPlace('rclone');
}

async function ownPlace(instead: string): Promise<Place> {
  console.warn(`${instead} is not installed: a small server of our own stands in for it`);
  const server = await startWebdavServer();
  server.auth = 'digest';
  return {
    ...{ kind: 'our own', url: server.url, user: USER, password: PASSWORD },
    stored: async () => new Map(server.files),
    kill: server.stop,
    start: server.start,
    close: server.close,
  };
}

async function startApache(executable: string): Promise<Place> {
  const home = await mkdtemp(join(tmpdir(), 'latchkey-apache-'));
  const port = await freePort();
  const realm = 'files';
  const hash = createHash('md5').update(`ada:${realm}:${PLAIN_PASSWORD}`).digest('hex');
  const modules = [
    ...['mpm_event', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_digest'],
    ...['dav', 'dav_fs', 'mime'],
  ];
  await mkdir(join(home, 'files'));
  await writeFile(join(home, 'users'), `ada:${realm}:${hash}\n`);
  await writeFile(
    join(home, 'httpd.conf'),
    [
      `ServerRoot ${home}`,
      `Listen 127.0.0.1:${port}`,
      'ServerName 127.0.0.1',
      ...modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
      ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
      `PidFile ${home}/pid`,
      `ErrorLog ${home}/error.log`,
      `Mutex file:${home} default`,
      'TypesConfig /dev/null',
      `DavLockDB ${home}/locks`,
      `DocumentRoot ${home}/files`,
      `<Directory ${home}/files>`,
      ...[
        'Dav On',
        'AuthType Digest',
        `AuthName ${realm}`,
        `AuthUserFile ${home}/users`,
        'Require valid-user',
      ],
      '</Directory>',
    ].join('\n'),
  );
  await Promise.all([chmod(home, 0o777), chmod(join(home, 'files'), 0o777)]);
  const words = ['-D', 'FOREGROUND', '-f', join(home, 'httpd.conf')];
  return running('Apache', () => launch(executable, words), home, port);
}

async function startRclone(executable: string): Promise<Place> {
  const home = await mkdtemp(join(tmpdir(), 'latchkey-rclone-'));
  const port = await freePort();
  await mkdir(join(home, 'files'));
  const words = [
    ...['serve', 'webdav', join(home, 'files'), '--addr', `127.0.0.1:${port}`],
    ...['--user', 'ada', '--pass', PLAIN_PASSWORD, '--config', join(home, 'none')],
  ];
  return running('rclone', () => launch(executable, words), home, port);
}

/** In a group of its own, so that it can be ended with all its children: Apache has some that answer. */
function launch(executable: string, words: readonly string[]): ChildProcess {
  return spawn(executable, words, { stdio: 'ignore', detached: true });
}

async function running(
  kind: string,
  launched: () => ChildProcess,
  home: string,
  port: number,
): Promise<Place> {
  const url = `http://127.0.0.1:${port}/`;
  let child: ChildProcess;

  async function start(): Promise<void> {
    child = launched();
    await until(`${kind} to answer`, () =>
      fetch(url).then(
        ({ status }) => status === 401,
        () => false,
      ),
    );
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.pid === undefined) throw new Error(`${kind} did not start`);
    process.kill(-child.pid, signal);
    await ended;
    await until(`${kind} to be gone`, () =>
      fetch(url).then(
        () => false,
        () => true,
      ),
    );
  }

  await start();
  return {
    ...{ kind, url, user: 'ada', password: PLAIN_PASSWORD, start },
    kill: () => end('SIGKILL'),
    async stored() {
      const folder = join(home, 'files', 'latchkey');
      const all = await readdir(folder, { withFileTypes: true });
      const names = all.filter((entry) => entry.isFile()).map(({ name }) => name);
      return new Map(
        await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
      );
    },
    async close() {
      await end('SIGTERM');
      await rm(home, { recursive: true, force: true });
    },
  };
}
