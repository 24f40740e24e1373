import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allTests, coverage, document, speaksOf } from './conformance.mjs';

describe('docs/conformance.md', () => {
  it('is what `npm run conformance` writes', () => {
    const written = readFileSync(new URL('../docs/conformance.md', import.meta.url), 'utf8');
    expect(written).toBe(document());
  });

  it('has a test for every step and extension', () => {
    const missing = coverage(allTests()).flatMap(({ title, rows }) =>
      rows.filter(({ tests }) => tests.length === 0).map(({ step }) => `${title}: ${step}`),
    );
    expect(missing).toEqual([]);
  });

  it('knows a test by its file and what it stands in', () => {
    const names = allTests().map(({ name }) => name);
    expect(names.length).toBeGreaterThan(500);
    expect(names).toContain(
      'get.test.ts › get(): Credential Management › permissions policy denies: NotAllowedError (D6)',
    );
    // Of a table, whose title stands behind it.
    expect(names).toContain(
      'get.test.ts › get(): §sctn-discover-from-external-source › step 7: rpId %j is a SecurityError',
    );
  });
});

describe('a title speaks of a step', () => {
  it.each([
    ['step 5: a user handle', '5', true],
    ['step 5 comes before step 8', '5', true],
    ['step 5: a user handle', '50', false],
    ['step 8.1: related', '8', false],
    ['D17, step 4.5: the sixth', '4.5', true],
    ['steps 13 to 15: client data', '14', true],
    ['steps 13 to 15: client data', '16', false],
    ['steps 4.1 to 4.4: what has no label', '4.2', true],
    ['steps 4.1 to 4.4: what has no label', '2', false],
  ])('%s | %s', (title, step, expected) => expect(speaksOf(title, step)).toBe(expected));
});
