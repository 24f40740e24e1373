import { beforeEach, expect, test, vi } from 'vitest';
import type { SettingName, Settings } from '../messages/surface-background';
import { siteStatus } from './site-status';

const shown = vi.hoisted(() => ({ url: '' }));
vi.mock('../browser', () => ({
  browser: {
    runtime: { getURL: () => 'chrome-extension://latchkey/', getManifest: () => ({}) },
    tabs: { get: async () => ({ url: shown.url }) },
    permissions: { contains: async () => true },
    scripting: {
      // The bridge is in the page, and no other provider.
      executeScript: async ({ world }: { world?: string }) => [{ result: world !== 'MAIN' }],
    },
  },
}));

beforeEach(() => {
  shown.url = 'https://login.corp.example/start';
});

const statusWith = (given: Partial<Settings>, managed: readonly SettingName[] = []) => {
  const settings = { 'excluded-sites': [], 'allowed-sites': null, ...given, managed };
  return siteStatus(7, { get: async () => settings as unknown as Settings }, { reasonFor: async () => null });
};

test.each([
  ['no list', {}, 'here', false],
  ["the person's list", { 'excluded-sites': ['login.corp.example'] }, 'excluded', false],
  ['a list of allowed sites with this one', { 'allowed-sites': ['corp.example'] }, 'here', false],
  ['a list of allowed sites without it', { 'allowed-sites': ['other.example'] }, 'excluded', true],
  [
    "a list of allowed sites with it, and the person's",
    { 'allowed-sites': ['corp.example'], 'excluded-sites': ['login.corp.example'] },
    'excluded',
    false,
  ],
] as const)('with %s a site is told as it is served', async (_name, lists, state, managed) => {
  expect(await statusWith(lists)).toMatchObject({ host: 'login.corp.example', state, managed });
});

test.each([
  [[], 'here'],
  [['login.corp.example'], 'excluded'],
] as const)(
  'where the organisation keeps the list %j of excluded sites, nobody else can',
  async (list, state) => {
    expect(await statusWith({ 'excluded-sites': [...list] }, ['excluded-sites'])).toMatchObject({
      state,
      managed: true,
    });
  },
);
