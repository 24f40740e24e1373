import { expect, test } from 'vitest';
import { utf8 } from '../bytes';
import { decodePage, encodePage } from './contents';

const line: readonly unknown[] = ['record', 3, 'aWQ', 'a.example', 'A', 'ada', 'Ada', 'mine', 5, 6, 7, 8];
const summary = {
  ...{
    id: 'aWQ',
    rpId: 'a.example',
    rpName: 'A',
    userName: 'ada',
    userDisplayName: 'Ada',
    displayName: 'mine',
  },
  ...{ createdAt: 5, lastUsedAt: 6, deletedAt: 7, hiddenAt: 8 },
};

const page = (...lines: readonly unknown[]) => decodePage(utf8(JSON.stringify(lines)));
const decoded = (...lines: readonly unknown[]) => [...page(...lines).entries];

test('each column has its place, and comes back as it went', () => {
  expect(decoded(line)).toEqual([['record', { revision: 3, summary }]]);
  expect(decodePage(encodePage(page(line)))).toEqual(page(line));
});

test('a deletion stands beside the records', () => {
  const both = page(['Z29uZQ', 2, 9], line);
  expect(both).toEqual({
    entries: page(line).entries,
    deletions: new Map([['Z29uZQ', { revision: 2, at: 9 }]]),
  });
  expect(decodePage(encodePage(both))).toEqual(both);
});

test('a line of version 1 has nothing hidden', () => {
  expect(decoded(line.slice(0, -1))).toEqual([
    ['record', { revision: 3, summary: { ...summary, hiddenAt: null } }],
  ]);
});

test.each([
  ...line.map((_, column) => [`column ${column} of another kind`, line.with(column, {})] as const),
  ...[1, 8, 9, 10, 11].map((column) => [`column ${column} below nought`, line.with(column, -1)] as const),
  ['no number', line.with(8, null)],
  ['a column too many', [...line, null]],
  ['two too few', line.slice(0, -2)],
  ['a deletion of nothing', [null, 2, 9]],
  ['a deletion of no revision', ['Z29uZQ', null, 9]],
  ['a deletion at no time', ['Z29uZQ', 2, null]],
  ['no line', 'record'],
] as const)('%s is damage', (_, broken) => {
  expect(() => decoded(line, broken)).toThrow(expect.objectContaining({ reason: 'damaged' }));
});

test.each(['{}', 'null', '[', ''])('%j is no page', (text) => {
  expect(() => decodePage(utf8(text))).toThrow(expect.objectContaining({ reason: 'damaged' }));
});
