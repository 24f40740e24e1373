import { expect, test } from 'vitest';
import { cleanText } from './clean-text';

const cases: readonly [string, string, string][] = [
  ['plain text stays', 'alice@example.com', 'alice@example.com'],
  ['markup is text like any other', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['right-to-left override goes', 'moc.\u202Elapyap', 'moc.lapyap'],
  ['isolates and marks go', '\u2066a\u2069\u200Eb\u200F\u061Cc', 'abc'],
  ['zero-width letters go', 'a\u200Bb\u200Cc\u2060d\uFEFFe\u00ADf', 'abcdef'],
  ['lines become one', 'one\r\ntwo\n\n\tthree\u2028four\u0085five', 'one two three four five'],
  ['wide spaces shrink', '\u3000a\u00A0\u2003b ', 'a b'],
  ['letters without ink go', 'a\u3164\u115F\u2800b', 'ab'],
  ['controls and escapes go', 'a\u0000\u001B[31mb\u007F', 'a[31mb'],
  ['lone surrogates and private letters go', 'a\uD800b\uE000c', 'abc'],
  ['tag characters go', 'a\u{E0041}\u{E007F}b', 'ab'],
  ['an emoji keeps its joiner', '👩‍🚀👩🏽‍🚀🏳️‍🌈', '👩‍🚀👩🏽‍🚀🏳️‍🌈'],
  ['a joiner between letters goes', 'a\u200Db', 'ab'],
  ['letters of all scripts stay', 'Zoë 山田 עברית नमस्ते ไทย', 'Zoë 山田 עברית नमस्ते ไทย'],
  ['nothing but tricks is nothing', '\u202E\u200B \n', ''],
];

test.each(cases)('%s', (_, given, shown) => {
  expect(cleanText(given)).toBe(shown);
});

test('a long name is clipped by letters, not by code units', () => {
  expect(cleanText('x'.repeat(10_000), 5)).toBe('xxxxx…');
  expect(cleanText('👩‍🚀'.repeat(10), 3)).toBe('👩‍🚀👩‍🚀👩‍🚀…');
  expect(cleanText('12345', 5)).toBe('12345');
});

test('towers of marks stay in their line', () => {
  expect([...cleanText(`a${'\u0301'.repeat(200)}b`)].length).toBeLessThanOrEqual(6);
});

test('a hostile name costs next to nothing', () => {
  const started = performance.now();
  cleanText('\u202E\u200D'.repeat(500_000));
  cleanText(`${' '.repeat(500_000)}a`);
  expect(performance.now() - started).toBeLessThan(200);
});
