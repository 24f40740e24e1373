import { expect, test } from 'vitest';
import { prfVectors, vectors } from './vectors';

/** The tests that go through all vectors say nothing of one that is not there. */
test('all pairs of §sctn-test-vectors are here: 15, of every attestation and algorithm', () => {
  expect(vectors).toHaveLength(15);
  expect(new Set(vectors.map(({ name }) => name)).size).toBe(15);
  expect([...new Set(vectors.map(({ alg }) => alg))].sort((a, b) => a - b)).toEqual([
    -257, -53, -36, -35, -8, -7,
  ]);
  expect([...new Set(vectors.map(({ fmt }) => fmt))].sort()).toEqual([
    ...['android-key', 'apple', 'fido-u2f', 'none', 'packed', 'tpm'],
  ]);
  expect(vectors.filter(({ topOrigin }) => topOrigin !== null)).not.toEqual([]);
});

test('and those of §test-vectors-extensions-prf', () => {
  expect(prfVectors.cases.length).toBeGreaterThanOrEqual(2);
  for (const { name } of prfVectors.cases) expect(name).toBeTruthy();
});
