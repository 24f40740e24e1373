import { beforeEach, expect, test, vi } from 'vitest';
import type { Words } from '../../words/words';
import { beacon } from './beacon';
import type { StandingRequest } from './standing-request';

vi.mock('../../browser', () => ({ browser: { contextMenus: { update: async () => undefined } } }));

const TAB = 7;
const request = { tabId: TAB, rpId: 'example.org' } as StandingRequest;
/** Each look at what waits, answered when the test says so. */
let looks: ((waiting: readonly StandingRequest[]) => void)[];
let shown: (string | null)[];
let lights: ReturnType<typeof beacon>;
beforeEach(() => {
  looks = [];
  shown = [];
  const words = { text: (key: string) => key } as unknown as Words;
  lights = beacon(
    { waiting: () => new Promise((answer) => looks.push(answer)) },
    { waits: async (_, site) => void shown.push(site) },
    async () => words,
  );
});

test('what an older look found is never shown after what a newer one did', async () => {
  const both = Promise.all([lights.show([TAB]), lights.show([TAB])]);
  // The second looks when the first has shown what it found.
  await vi.waitFor(() => expect(looks).toHaveLength(1));
  looks[0]?.([request]);
  await vi.waitFor(() => expect(looks).toHaveLength(2));
  looks[1]?.([]);
  await both;
  expect(shown).toEqual(['example.org', null]);
});

test('a look that fails keeps none from the next', async () => {
  const failing = beacon(
    { waiting: vi.fn().mockRejectedValueOnce(new Error('locked')).mockResolvedValue([request]) },
    { waits: async (_, site) => void shown.push(site) },
    async () => ({ text: () => '' }) as unknown as Words,
  );
  await expect(failing.showAll()).rejects.toThrow('locked');
  await failing.showAll();
  expect(shown).toEqual(['example.org']);
});
