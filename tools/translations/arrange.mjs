/**
 * `npm run translations [FILE]`: puts every translation in the order of the English file, drops what English no longer
 * has, and lists what is missing or has changed. FILE, if given, brings translations: a JSON object of
 * `{ LANGUAGE: { KEY: SENTENCE } }`, taken over as translations of the English sentences of today.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { faults, fileOf, readSentences, wanted } from './sentences.mjs';

const english = readSentences('en');
/** @type {Record<string, Record<string, string>>} */
const brought = argv[2] ? JSON.parse(readFileSync(argv[2], 'utf8')) : {};
const locales = readdirSync(new URL('../../_locales/', import.meta.url)).filter((folder) => folder !== 'en');
const tags = new Set([...locales.map((folder) => folder.replace('_', '-')), ...Object.keys(brought)]);

for (const tag of [...tags].sort()) {
  const folder = tag.replace('-', '_');
  const before = readSentences(folder);
  const fresh = brought[tag] ?? {};
  const entries = [...wanted(english, tag)].flatMap(([key, source]) => {
    const message = key === 'locale' ? tag : fresh[key];
    if (message !== undefined) return [[key, { message, description: source }]];
    return before[key] ? [[key, before[key]]] : [];
  });
  const after = Object.fromEntries(entries);
  mkdirSync(new URL('.', fileOf(folder)), { recursive: true });
  writeFileSync(fileOf(folder), `${JSON.stringify(after, null, 2)}\n`);
  const lines = faults(english, after, tag);
  console.log(`${tag}: ${lines.length === 0 ? 'complete' : `${lines.length} to do`}`);
  for (const line of lines) console.log(`  ${line}`);
}
