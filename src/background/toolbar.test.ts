import { existsSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import messages from '../../_locales/en/messages.json';
import type { VaultState } from '../messages/surface-background';
import { fill, type TextKey, wordsFrom } from '../words/words';
import { toolbar } from './toolbar';

const english = wordsFrom('en', (key, values) => fill(messages[key as TextKey].message, values));

let state: VaultState;
/** What a person sees of the button: in a tab without anything of its own, the common one. */
let icons: Map<number | null, string>;
let titles: Map<number | null, string>;
let badges: Map<number, string>;
let closed: number | null;

function made() {
  const at = (tabId?: number) => {
    if (tabId === closed) throw new Error('No tab with that id');
    return tabId ?? null;
  };
  return toolbar({
    vault: { state: async () => state },
    words: async () => english,
    action: {
      setIcon: async ({ path, tabId }) => void icons.set(at(tabId), path[16] ?? ''),
      setTitle: async ({ title, tabId }) => void titles.set(at(tabId), title),
      setBadgeText: async ({ text, tabId }) => {
        at(tabId);
        badges.set(tabId, text);
      },
      setBadgeBackgroundColor: async ({ tabId }) => void at(tabId),
    },
  });
}

const face = (tabId: number | null) => /toolbar\/(\w+)-16/.exec(icons.get(tabId) ?? '')?.[1];

beforeEach(() => {
  state = 'none';
  icons = new Map();
  titles = new Map();
  badges = new Map();
  closed = null;
});

test.each([
  ['none', 'off', 'Latchkey – not set up yet'],
  ['locked', 'locked', 'Latchkey – locked'],
  ['unlocked', 'unlocked', 'Latchkey – unlocked'],
] as const)('a vault that is %s looks %s', async (now, looks, title) => {
  state = now;
  await made().show();
  expect(face(null)).toBe(looks);
  expect(titles.get(null)).toBe(title);
});

test('a tab where a sign-in waits says so, and nothing of it stays when it is over', async () => {
  state = 'unlocked';
  const button = made();
  await button.waits(7, 'example.org');
  expect(face(7)).toBe('waiting');
  expect(titles.get(7)).toContain('example.org');
  expect(badges.get(7)).toBe('1');
  state = 'locked';
  await button.show();
  expect(face(7)).toBe('waiting');
  await button.waits(7, null);
  expect([face(7), titles.get(7), badges.get(7)]).toEqual(['locked', 'Latchkey – locked', '']);
});

test('a tab that once had its own face follows the vault from then on', async () => {
  state = 'locked';
  const button = made();
  await button.waits(7, 'example.org');
  await button.waits(7, null);
  state = 'unlocked';
  await button.show();
  expect(face(7)).toBe('unlocked');
});

test('where Latchkey is kept out the button is off, in that tab', async () => {
  state = 'unlocked';
  const button = made();
  await button.show();
  await button.keptOut(7);
  expect([face(7), face(null)]).toEqual(['off', 'unlocked']);
});

test('a tab that closed meanwhile is no failure', async () => {
  const button = made();
  closed = 7;
  await button.waits(7, 'example.org');
  await button.keptOut(7);
  await button.show();
  expect(face(7)).toBeUndefined();
});

test('each face is drawn in each size', () => {
  const drawn = (face: string, size: number) =>
    existsSync(new URL(`../icons/toolbar/${face}-${size}.png`, import.meta.url));
  for (const looks of ['off', 'locked', 'unlocked', 'waiting'])
    for (const size of [16, 24, 32, 48]) expect(drawn(looks, size), `${looks}-${size}`).toBe(true);
});
