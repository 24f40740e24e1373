import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';

const vault = signal({ state: 'unlocked' });
vi.mock('../state', () => ({ vault }));
const { draftOf } = await import('./drafts');

test('what was typed is there again for whoever comes back, until the vault locks', () => {
  draftOf('a').value = { note: 'call them' };
  expect(draftOf('a').value).toEqual({ note: 'call them' });
  expect(draftOf('b').value).toEqual({});
  vault.value = { state: 'locked' };
  vault.value = { state: 'unlocked' };
  expect(draftOf('a').value).toEqual({});
});
