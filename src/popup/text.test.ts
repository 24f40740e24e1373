import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import messages from '../../_locales/en/messages.json';

const keys = Object.keys(messages);
const known = new Set(keys);
const root = join(import.meta.dirname, '../..');

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => /(?<!\.test)\.tsx?$/.test(name))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
}

const code = sources(join(root, 'src')).join('\n');
const pages = sources(join(root, 'src/popup')).join('\n');
const manifest = readFileSync(join(root, 'manifest.json'), 'utf8');
const quoted = new Set([...code.matchAll(/(['"])(\w+)\1/g)].map(([, , word]) => word ?? ''));
const inManifest = new Set([...manifest.matchAll(/__MSG_(\w+)__/g)].map(([, word]) => word ?? ''));

test('every sentence that is used exists', () => {
  const used = [...pages.matchAll(/\btext\('(\w+)'/g)].map(([, key]) => key ?? '');
  const counted = [...pages.matchAll(/\bplural\('(\w+)'/g)].map(([, key]) => `${key}_other`);
  expect(used.length).toBeGreaterThan(50);
  expect([...used, ...counted, ...inManifest].filter((key) => !known.has(key))).toEqual([]);
});

test('every sentence that exists is used', () => {
  const base = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');
  expect(keys.filter((key) => !quoted.has(base(key)) && !inManifest.has(key))).toEqual([]);
});

test('every sentence with a number has a form for one and for the rest', () => {
  const others = keys.filter((key) => key.endsWith('_other')).map((key) => key.replace('_other', ''));
  expect(others.filter((base) => !known.has(`${base}_one`))).toEqual([]);
});

test('a value in a sentence is explained to translators', () => {
  const unexplained = Object.entries(messages).filter(
    ([, entry]) =>
      entry.message.includes('$') && !('description' in entry && entry.description.includes('$1')),
  );
  expect(unexplained).toEqual([]);
});
