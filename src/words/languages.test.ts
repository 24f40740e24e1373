import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES, languageFor, languageOf } from './languages';

const locales = join(import.meta.dirname, '../../_locales');

test('each language has its file, and each file its language', () => {
  const folders = LANGUAGES.map(({ folder }) => folder);
  expect(readdirSync(locales).sort()).toEqual([...folders].sort());
  expect(folders.every((folder) => existsSync(join(locales, folder, 'messages.json')))).toBe(true);
});

test('folders, names and directions are those of the tags', () => {
  for (const { tag, folder, name, direction } of LANGUAGES) {
    expect(folder).toBe(tag.replace('-', '_'));
    expect(direction).toBe(['ar', 'fa', 'he', 'ur'].includes(tag) ? 'rtl' : 'ltr');
    const own = new Intl.DisplayNames(tag, { type: 'language', languageDisplay: 'standard' }).of(tag) ?? '';
    // Chinese is named by its script.
    if (tag !== 'zh-CN') expect(name.toLowerCase()).toBe(own.toLowerCase());
  }
});

test.each([
  ['en-GB', 'en'],
  ['de-AT', 'de'],
  ['pt-BR', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['zh-CN', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['zh-TW', 'en'],
  ['zh-Hant-HK', 'en'],
  ['ar-EG', 'ar'],
  ['AR', 'ar'],
  ['nl', 'en'],
  ['', 'en'],
] as const)('a browser in %s speaks %s', (browsers, tag) => {
  expect(languageFor('auto', browsers)).toBe(tag);
});

test('a chosen language is spoken whatever the browser speaks', () => {
  expect(languageFor('ja', 'de')).toBe('ja');
});

test('what is no language of ours is English', () => {
  expect(languageOf('tlh').tag).toBe('en');
});
