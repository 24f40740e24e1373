import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { PIN, setUp } from '../vault/testing/set-up';
import { entryOfProof } from './of-proof';

test.each([
  ['wrong-pin', 'pin-wrong'],
  ['blocked', 'pin-blocked'],
  ['wrong-key', 'proof-wrong'],
] as const)('%s is told as %s', (result, reason) => {
  expect(entryOfProof(result)).toMatchObject({ kind: 'unlock', site: null, result: 'failed', reason });
});

test.each(['ok', 'wait', 'mistyped-key'] as const)('of %s nothing is told', (result) => {
  expect(entryOfProof(result)).toBeNull();
});

test('the vault tells of every proof that fails, for whatever it was given', async () => {
  const failed: string[] = [];
  const { vault } = setUp({ proofFailed: ({ result }) => void failed.push(result) });
  await vault.make(PIN);
  await vault.unlock('not the pin');
  await vault.unlockWith({ pin: 'nor this one' });
  await vault.unlock(PIN);
  expect(failed).toEqual(['wrong-pin', 'wrong-pin']);
});
