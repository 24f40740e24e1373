import { expect, test } from 'vitest';
import { pinAdvice } from './pin-advice';

test.each([
  ['', { kind: 'none' }],
  ['7', { kind: 'more', missing: 5 }],
  ['74831', { kind: 'more', missing: 1 }],
  ['748301', { kind: 'fair', thiefSeconds: expect.closeTo(539, 0) }],
  ['123456', { kind: 'refused', reason: 'too-simple' }],
  ['password', { kind: 'refused', reason: 'too-common' }],
  ['7483018264', { kind: 'fair' }],
  ['748301826455', { kind: 'good' }],
  ['k7x2m9qp', { kind: 'good' }],
  ['harbour-7431', { kind: 'fair' }],
  ['harbour quilt lantern moss', { kind: 'good' }],
  ['é'.repeat(40), { kind: 'refused', reason: 'too-long' }],
])('%s', (pin, advice) => {
  expect(pinAdvice(pin)).toMatchObject(advice);
});
