/** What a translation must hold, by the English sentences of today. */
import { readFileSync } from 'node:fs';

/**
 * A sentence in `_locales`. `description`: in English a word to translators; in the others the English sentence that
 * was translated, so that a sentence that has changed since is noticed.
 * @typedef {{ message: string, description?: string }} Sentence
 * @typedef {Record<string, Sentence>} Sentences
 */

/** @param {string} folder */
export const fileOf = (folder) => new URL(`../../_locales/${folder}/messages.json`, import.meta.url);

/** @param {string} folder @returns {Sentences} */
export function readSentences(folder) {
  try {
    return JSON.parse(readFileSync(fileOf(folder), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

const FORM = /_(?:zero|one|two|few|many|other)$/;

/**
 * The keys that a language must have, in the order of the English file, each with the English sentence that it
 * translates. A sentence with a number stands once for each of the language's own plural categories.
 * @param {Sentences} english @param {string} tag @returns {Map<string, string>}
 */
export function wanted(english, tag) {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  /** @type {Map<string, string>} */
  const all = new Map();
  for (const [key, { message }] of Object.entries(english)) {
    const base = key.replace(FORM, '');
    const other = english[`${base}_other`];
    if (base === key || !other) {
      all.set(key, key === 'locale' ? tag : message);
      continue;
    }
    for (const category of ['zero', 'one', 'two', 'few', 'many', 'other']) {
      if (!pluralCategories.some((own) => own === category)) continue;
      all.set(`${base}_${category}`, (english[`${base}_${category}`] ?? other).message);
    }
  }
  return all;
}

/** @param {string} sentence */
const placeholders = (sentence) => [...new Set(sentence.match(/\$+[1-9]?/g))].sort().join(' ');

/** Forms for one number only may say it as a word: they need not show it. @param {string} key */
const mayLackNumber = (key) => /_(?:zero|one|two)$/.test(key);

/**
 * What is wrong with a translation, one line each; empty where nothing is.
 * @param {Sentences} english @param {Sentences} translated @param {string} tag @returns {string[]}
 */
export function faults(english, translated, tag) {
  const all = wanted(english, tag);
  const lines = Object.keys(translated)
    .filter((key) => !all.has(key))
    .map((key) => `stale: ${key}`);
  for (const [key, source] of all) {
    const sentence = translated[key];
    if (!sentence?.message.trim()) lines.push(`missing: ${key} = ${source}`);
    else if (key === 'locale') {
      if (sentence.message !== tag) lines.push('locale is not the tag of the language');
    } else if (sentence.description !== source) lines.push(`changed: ${key} = ${source}`);
    else {
      const found = placeholders(sentence.message);
      const kept = found === placeholders(source) || (mayLackNumber(key) && (found === '' || found === '$1'));
      if (!kept) lines.push(`placeholders: ${key} = ${sentence.message}`);
    }
  }
  return lines;
}
