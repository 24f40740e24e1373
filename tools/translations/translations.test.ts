import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/words/languages';
import { faults, readSentences, wanted } from './sentences.mjs';

/**
 * English leads and the others follow, so this is a project of its own: while a sentence is still being written
 * nobody waits for seven translations, but `npm test` asks for them all. `npm run translations` lists the same.
 */
const english = readSentences('en');

describe.each(LANGUAGES.filter(({ tag }) => tag !== 'en'))('$name', ({ tag, folder }) => {
  it('says all that English says, and no more, with the same values in it', () => {
    expect(faults(english, readSentences(folder), tag)).toEqual([]);
  });

  it('keeps the description within what stores take', () => {
    expect(readSentences(folder).summary?.message.length).toBeLessThanOrEqual(132);
  });
});

describe('the check itself', () => {
  const source = {
    save: { message: 'Save' },
    used: { message: 'Used $1', description: '$1 is a time' },
    files_one: { message: '1 file' },
    files_other: { message: '$1 files', description: '$1 is a number' },
  };
  const good = {
    save: { message: 'Sichern', description: 'Save' },
    used: { message: '$1 benutzt', description: 'Used $1' },
    files_one: { message: 'eine Datei', description: '1 file' },
    files_other: { message: '$1 Dateien', description: '$1 files' },
  };

  it('is content with a whole translation', () => {
    expect(faults(source, good, 'de')).toEqual([]);
  });

  it('asks for the plural categories of the language', () => {
    expect([...wanted(source, 'ja').keys()]).toEqual(['save', 'used', 'files_other']);
    expect([...wanted(source, 'ar').keys()].filter((key) => key.startsWith('files'))).toEqual([
      ...['files_zero', 'files_one', 'files_two', 'files_few', 'files_many', 'files_other'],
    ]);
    expect([...wanted(source, 'fr').keys()]).toContain('files_many');
  });

  it.each([
    ['missing', { ...good, save: { message: ' ' } }, 'missing: save = Save'],
    ['stale', { ...good, load: { message: 'Laden' } }, 'stale: load'],
    ['changed', { ...good, save: { message: 'Sichern', description: 'Keep' } }, 'changed: save = Save'],
    [
      'placeholder lost',
      { ...good, used: { message: 'benutzt', description: 'Used $1' } },
      'placeholders: used = benutzt',
    ],
    [
      'placeholder broken',
      { ...good, files_one: { message: '$2 Datei', description: '1 file' } },
      'placeholders: files_one = $2 Datei',
    ],
    [
      'number lost',
      { ...good, files_other: { message: 'Dateien', description: '$1 files' } },
      'placeholders: files_other = Dateien',
    ],
  ])('finds what is %s', (_, translated, line) => {
    expect(faults(source, translated, 'de')).toEqual([line]);
  });
});
