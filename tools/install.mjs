/** Makes node_modules fit the lockfile. Plain Node, for it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>} */
function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(root + path, 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Whether every package of the lockfile is there in its version; what is for other systems may be missing. */
function isFresh() {
  const wanted = Object.entries(packagesIn('package-lock.json')).filter(([path]) => path !== '');
  const there = packagesIn('node_modules/.package-lock.json');
  return (
    wanted.length > 0 &&
    wanted.every(([path, { version, optional }]) =>
      path in there ? there[path]?.version === version : optional === true,
    )
  );
}

/** Installs what is missing or stale; throws when that fails. */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Latchkey needs Node 20.19 or later; this is ${process.version}.`);
  if (isFresh()) return;
  console.log('Installing what the lockfile names …');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], {
    cwd: root,
    stdio: 'inherit',
    shell: platform() === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed.');
}
