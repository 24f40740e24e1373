import { expect, it } from 'vitest';
import { NO_ENTRY } from './entry';
import { isForgotten } from './own-part';
import { NOTHING_LOCAL } from './working';

const YEAR = 365.25 * 24 * 60 * 60 * 1000;
const AT = 1_767_225_600_000;
const removed = { at: AT, count: 0, device: 'a' };

it('a deletion is remembered for two years, and a passkey for good', () => {
  const gone = { ...NOTHING_LOCAL, entry: { ...NO_ENTRY, removed } };
  expect(isForgotten(gone, AT + 1.9 * YEAR)).toBe(false);
  expect(isForgotten(gone, AT + 2.1 * YEAR)).toBe(true);
  const field = { stamp: { ...removed, at: AT + 1 }, value: new Uint8Array(1) };
  const living = { ...NOTHING_LOCAL, entry: { ...NO_ENTRY, removed, fields: new Map([[1, field]]) } };
  expect(isForgotten(living, AT + 9 * YEAR)).toBe(false);
});
