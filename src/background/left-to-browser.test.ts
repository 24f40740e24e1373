import { expect, test } from 'vitest';
import { leftToBrowser } from './left-to-browser';
import { memorySession } from './testing/memory-session';

const native = { kind: 'native' } as const;

test('tells of each document its last request alone', async () => {
  const left = leftToBrowser(memorySession());
  await left.note('D1', { outcome: native, reason: 'nothing-found' });
  await left.note('D2', { outcome: native, reason: 'use-other' });
  await left.note('D1', { outcome: native, reason: 'hint-elsewhere' });
  expect(await left.reasonFor('D1')).toBe('hint-elsewhere');
  expect(await left.reasonFor('D2')).toBe('use-other');
  await left.note('D1', {
    outcome: { kind: 'error', name: 'NotAllowedError', message: '' },
    reason: 'cancelled',
  });
  expect(await left.reasonFor('D1')).toBeNull();
  expect(await left.reasonFor('D3')).toBeNull();
});
