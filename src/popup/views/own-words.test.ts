import { expect, test } from 'vitest';
import { changesIn, type Draft, typed, typedSince } from './own-words';

const KEPT = { displayName: 'Work', note: 'n' };

test('what the person left alone follows what another page saves, and is not sent back', () => {
  const draft = typed({}, KEPT, 'note', 'mine');
  const next = { displayName: 'Harbour', note: 'theirs' };
  expect({ ...next, ...draft }).toEqual({ displayName: 'Harbour', note: 'mine' });
  expect(changesIn(draft, next)).toEqual({ note: 'mine' });
});

test('what is typed back to what it was is no change, and follows again', () => {
  const draft = typed(typed({}, KEPT, 'note', 'nn'), KEPT, 'note', 'n');
  expect(draft).toEqual({});
  expect(changesIn(typed({}, KEPT, 'displayName', ' Work '), KEPT)).toEqual({});
  expect(changesIn({ note: 'theirs' }, { ...KEPT, note: 'theirs' })).toEqual({});
});

test('a name is saved without the spaces around it, an empty one as well', () => {
  expect(changesIn({ displayName: ' Harbour ' }, KEPT)).toEqual({ displayName: 'Harbour' });
  expect(changesIn({ displayName: ' ' }, KEPT)).toEqual({ displayName: '' });
});

test('what is typed while it is being saved is kept', () => {
  const before: Draft = { displayName: ' Harbour ', note: 'a' };
  expect(typedSince({ displayName: ' Harbour ', note: 'ab' }, before)).toEqual({ note: 'ab' });
  expect(typedSince(before, before)).toEqual({});
});
