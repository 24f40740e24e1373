import { expect, test, vi } from 'vitest';
import messages from '../../_locales/en/messages.json';
import type { TextKey } from '../words/words';
import { thoseAlike } from './account-names';

vi.mock('../browser', () => ({
  browser: {
    i18n: {
      getMessage: (key: TextKey, [value = '']: string[] = []) => messages[key].message.replace('$1', value),
    },
  },
}));
const { accountWords } = await import('./account-words');

const account = (createdAt: number, displayName = '', lastUsedAt: number | null = null) => ({
  ...{ id: String(createdAt), userName: 'ada', userDisplayName: 'ada' },
  ...{ displayName, createdAt, lastUsedAt },
});

test('two accounts of the same name are never told alike', () => {
  const made = Date.parse('2026-03-04T12:00');
  const accounts = [account(made), account(made + 86_400_000), account(made, 'work', Date.now())];
  const alike = thoseAlike(accounts);
  const told = accounts.map((each) => accountWords(each, alike.has(each)));
  expect(told.map(({ name }) => name)).toEqual(['ada', 'ada', 'ada']);
  expect(told[0]?.more).toMatch(/^Created Mar 4, 2026/);
  expect(told[1]?.more).toMatch(/^Created Mar 5, 2026/);
  expect(told[2]?.more).toBe('work · Used today');
});
