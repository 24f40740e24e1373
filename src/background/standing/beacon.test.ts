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

async function answer(waiting: readonly StandingRequest[]): Promise<void> {
  await vi.waitFor(() => expect(looks.length).toBeGreaterThan(0));
  // The newest first, as a slow disk may have it.
  looks.pop()?.(waiting);
}

test('what an older look found is never shown after what a newer one did', async () => {
  const begun = lights.show([TAB]);
  const ended = lights.show([TAB]);
  // Only one looks at a time, so the first sees the request and the second that it is gone.
  await vi.waitFor(() => expect(looks).toHaveLength(1));
  await answer([request]);
  await begun;
  await answer([]);
  await ended;
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
