import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * The picture of the rooms, kept true: core <- messages <- {background, content, popup}. Read from the sources,
 * so that an import of a type counts as well.
 */
const src = fileURLToPath(new URL('../src', import.meta.url));

/** What a room may import besides itself; the longest name that fits a file is its room. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  'core/webauthn': ['core'],
  'core/authenticator': ['core', 'core/webauthn'],
  'core/client': ['core', 'core/webauthn', 'core/authenticator'],
  'core/vault': ['core', 'core/webauthn', 'core/authenticator', 'core/vault/pin'],
  // The rules for a PIN, which the welcome page tells while one is typed.
  'core/vault/pin': ['core', 'core/vault'],
  'core/exchange': ['core', 'core/webauthn', 'core/authenticator', 'core/vault', 'core/exchange/names'],
  // Formats and reasons, for which the pages have words.
  'core/exchange/names': ['core'],
  'core/sync': ['core', 'core/webauthn', 'core/authenticator', 'core/vault', 'core/sync/names'],
  'core/sync/names': ['core'],
  'core/activity': ['core', 'core/webauthn', 'core/client'],
  messages: [
    'core',
    'core/webauthn',
    'core/authenticator',
    'core/client',
    'core/activity',
    'words/languages',
    'core/exchange/names',
    'core/sync/names',
  ],
  words: ['browser', 'words/languages'],
  // The list alone, without anything of the browser's.
  'words/languages': [],
  background: ['browser', 'core', 'core/*', 'messages', 'words', 'words/languages'],
  content: ['core', 'core/webauthn', 'core/client', 'messages'],
  'content/bridge': ['browser', 'content', 'core', 'core/client', 'messages'],
  popup: ['browser', 'core', 'core/webauthn', 'core/vault/pin', 'messages', 'words', 'words/languages'],
  browser: [],
};

/** Libraries that only these rooms may import; a library that is not named here may be used in all. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  'webextension-polyfill': ['browser'],
  idb: ['background'],
  'hash-wasm': ['background'],
  preact: ['popup'],
  '@preact/signals': ['popup'],
};

type Import = { readonly from: string; readonly to: string };

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$|\/testing\//.test(path));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(/(?:\bfrom|^import|\bimport\()\s*'([^']+)'/gm);
  return [...found].map(([, to = '']) => ({ from: file, to }));
}

const imports = files.flatMap(importsOf);

function roomOf(path: string): string {
  const fits = Object.keys(ROOMS).filter((room) => path === room || path.startsWith(`${room}/`));
  const room = fits.sort((a, b) => b.length - a.length)[0];
  if (room === undefined) throw new Error(`${path} stands in no room`);
  return room;
}

const within = ({ from, to }: Import) => relative(src, join(src, dirname(from), to)).replaceAll('\\', '/');

function forbidden(edge: Import): boolean {
  if (/\.(css|svg|json)$/.test(edge.to)) return false;
  if (edge.to.includes('/testing/')) return true;
  const from = roomOf(edge.from.replace(/\.tsx?$/, ''));
  if (edge.to.startsWith('.')) {
    const to = roomOf(within(edge));
    const allowed = ROOMS[from] ?? [];
    return (
      to !== from &&
      !allowed.some((room) => room === to || (room.endsWith('/*') && to.startsWith(room.slice(0, -1))))
    );
  }
  const library = /^(@[^/]+\/)?[^/]+/.exec(edge.to)?.[0] ?? '';
  const rooms = LIBRARIES[library];
  return library.startsWith('node:') || (rooms !== undefined && !rooms.includes(from));
}

describe('imports', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('follow the picture of the rooms', () => {
    expect(imports.filter(forbidden)).toEqual([]);
  });

  it.each([
    { from: 'core/webauthn/a.ts', to: '../client/client' },
    { from: 'core/vault/a.ts', to: '../client/client' },
    { from: 'core/bytes.ts', to: '../messages/page-bridge' },
    { from: 'messages/a.ts', to: '../background/log' },
    { from: 'popup/a.tsx', to: '../background/log' },
    { from: 'background/a.ts', to: '../popup/text' },
    { from: 'content/page.ts', to: '../browser' },
    { from: 'background/a.ts', to: './testing/fake' },
    { from: 'popup/a.tsx', to: 'webextension-polyfill' },
    { from: 'background/a.ts', to: 'node:crypto' },
  ])('would see $from importing $to', (edge) => {
    expect(forbidden(edge)).toBe(true);
  });
});
